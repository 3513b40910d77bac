#pragma once

#include <array>
#include <vector>

#include "core/fields.h"
#include "mesh/phy/blockage.h"

namespace orbitmesh {

/// Surroundings of a vehicle, by what stands between it and a satellite.
enum class BlockageEnvironment { kOpen, kRural, kSuburban, kUrban, kForest };

constexpr std::array<EnumName<BlockageEnvironment>, 5> enum_names(BlockageEnvironment) {
  return {{{BlockageEnvironment::kOpen, "open"},
           {BlockageEnvironment::kRural, "rural"},
           {BlockageEnvironment::kSuburban, "suburban"},
           {BlockageEnvironment::kUrban, "urban"},
           {BlockageEnvironment::kForest, "forest"}}};
}

/// Share of the time with a clear view of the serving satellite: docs/models/blockage.md.
double clear_share(BlockageEnvironment environment);

/// That share with interruptions as long as those by obstructions of the measured drive.
std::vector<BlockageCause> environment_blockage(BlockageEnvironment environment);

}  // namespace orbitmesh
