#pragma once

#include <cstdint>
#include <optional>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/units.h"
#include "mesh/background_swing.h"
#include "mesh/cell_sharing.h"

namespace orbitmesh {

/// What the terminals of a cell share; see mesh/cell_sharing.h.
struct CellsSection {
  std::optional<BitRate> uplink;
  std::optional<BitRate> downlink;
  std::optional<std::int64_t> beams;
  double background_load = 0;
  std::optional<double> background_swing;
  SectionLocation where;

  double swing() const {
    return background_swing.value_or(usual_background_swing(background_load));
  }

  CellOptions options() const {
    return {uplink.value_or(BitRate{}), downlink.value_or(BitRate{}), beams.value_or(0),
            background_load, swing()};
  }

  template <class Visitor>
  void visit_fields(Visitor& v) {
    const auto rate = [](std::string_view doc) {
      return Spec<BitRate>(doc).min({1000}).max({1'000'000'000'000});
    };
    v.field("uplink", uplink, rate("rate of a cell's uplink, for all; no limit without this key"));
    v.field("downlink", downlink, rate("of its downlink, likewise"));
    v.field("beams", beams,
            Spec<std::int64_t>("cells that a satellite serves at once; any without this key")
                .min(1)
                .max(10'000));
    v.field("background_load", background_load,
            Spec<double>("share of a cell's rates that others use, daily mean")
                .min(0)
                .max(kMaxBackgroundLoad));
    v.field(
        "background_swing", background_swing,
        Spec<double>("by which that is more at 20:00 and less at 04:00 solar time; without this "
                     "key what makes the rest swing as was measured")
            .min(0)
            .max(0.5));
  }
};

}  // namespace orbitmesh
