#include "cli/view_options.h"

#include <CLI/App.hpp>
#include <cstdint>

#include "cli/option_values.h"
#include "core/text_file.h"

namespace orbitmesh {
namespace {

constexpr std::int64_t kMaxMaskBytes = 4 << 20;

}  // namespace

void add_view_options(CLI::App& verb, ViewOptions& options) {
  verb.add_option("--mask", options.mask, "table of obstructed directions (CSV)")
      ->type_name("FILE");
  verb.add_option("--gso-avoidance", options.gso_avoidance,
                  "least angle to the geostationary arc (default: none)")
      ->type_name("DEG");
}

AccessLimits view_limits(const ViewOptions& options, double min_elevation_rad) {
  AccessLimits limits;
  limits.min_elevation = ElevationMask(min_elevation_rad);
  if (!options.mask.empty()) {
    limits.obstruction =
        ObstructionMask::from_csv(read_text_file(options.mask, kMaxMaskBytes), options.mask);
  }
  if (!options.gso_avoidance.empty()) {
    limits.gso_separation_rad = angle_value("--gso-avoidance", options.gso_avoidance).si;
  }
  return limits;
}

}  // namespace orbitmesh
