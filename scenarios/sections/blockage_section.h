#pragma once

#include <array>
#include <optional>
#include <vector>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"
#include "mesh/phy/blockage.h"
#include "mesh/phy/blockage_environment.h"

namespace orbitmesh {

enum class BlockageModel {
  kDrive,        ///< the outages of a measured drive
  kObstruction,  ///< one kind of obstruction
  kEnvironment,  ///< that of a named environment
};

constexpr std::array<EnumName<BlockageModel>, 3> enum_names(BlockageModel) {
  return {{{BlockageModel::kDrive, "drive"},
           {BlockageModel::kObstruction, "obstruction"},
           {BlockageModel::kEnvironment, "environment"}}};
}

/// Interruptions of a vehicle's user link; see mesh/phy/blockage.h.
struct BlockageSection {
  BlockageModel model = BlockageModel::kDrive;
  std::optional<BlockageEnvironment> environment;
  std::optional<double> line_of_sight;
  std::optional<Duration> median_duration;
  SectionLocation where;

  std::vector<BlockageCause> causes() const {
    if (model == BlockageModel::kDrive) return measured_drive_blockage();
    if (environment) return environment_blockage(*environment);
    return obstruction(line_of_sight.value_or(1), median_duration.value_or(Duration::from_s(1)));
  }

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field(
        "model", model,
        Spec<BlockageModel>("drive: as measured in a car; obstruction: one kind of obstruction; "
                            "environment: that of a named one")
            .required());
    v.field("environment", environment,
            Spec<BlockageEnvironment>("surroundings; required for model environment"));
    v.field("line_of_sight", line_of_sight,
            Spec<double>("share of the time with a clear view; required for an obstruction")
                .min(0.01)
                .max(1));
    v.field("median_duration", median_duration,
            Spec<Duration>("of an obstruction; required there")
                .min(Duration::from_ms(10))
                .max(Duration::from_s(3600)));
  }
};

}  // namespace orbitmesh
