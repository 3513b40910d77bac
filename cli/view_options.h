#pragma once

#include <string>

#include "orbit/access/access_rules.h"

namespace CLI {
class App;
}

namespace orbitmesh {

/// --mask FILE and --gso-avoidance DEG: what limits the view from a place beside elevation.
struct ViewOptions {
  std::string mask;
  std::string gso_avoidance;

  bool any() const { return !mask.empty() || !gso_avoidance.empty(); }
};

void add_view_options(CLI::App& verb, ViewOptions& options);

/// Throws InputError for a mask that cannot be used and an angle that is none.
AccessLimits view_limits(const ViewOptions& options, double min_elevation_rad);

}  // namespace orbitmesh
