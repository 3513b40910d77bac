#include "mesh/phy/blockage_environment.h"

#include "core/units.h"
#include "mesh/phy/ntn_environment.h"

namespace orbitmesh {
namespace {

// Median elevations of serving satellites at three sites are 49 to 60 deg.
constexpr double kServingElevation_rad = 55.0 * kDegree;
constexpr double kClearOfForest = 0.5;

double line_of_sight(NtnEnvironment environment) {
  return line_of_sight_probability(environment, kServingElevation_rad);
}

}  // namespace

double clear_share(BlockageEnvironment environment) {
  switch (environment) {
    case BlockageEnvironment::kOpen:
      return 1.0;
    case BlockageEnvironment::kRural:
    case BlockageEnvironment::kSuburban:
      return line_of_sight(NtnEnvironment::kSuburbanRural);
    case BlockageEnvironment::kUrban:
      return line_of_sight(NtnEnvironment::kUrban);
    case BlockageEnvironment::kForest:
      return kClearOfForest;
  }
  return 1.0;
}

std::vector<BlockageCause> environment_blockage(BlockageEnvironment environment) {
  for (const BlockageCause& cause : measured_drive_blockage()) {
    if (cause.cause == Blockage::kObstructed) {
      return obstruction(clear_share(environment), cause.median_duration);
    }
  }
  return {};
}

}  // namespace orbitmesh
