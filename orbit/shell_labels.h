#pragma once

#include <string>
#include <vector>

namespace orbitmesh {

/// What tells the shells of one constellation apart.
struct ShellOrbit {
  double altitude_m = 0.0;  ///< above the equatorial radius
  double inclination_rad = 0.0;
};

/// Names such as "550km-53.0deg", all different: shells that would share one get "-b",
/// "-c" and so on from the second.
std::vector<std::string> shell_labels(const std::vector<ShellOrbit>& shells);

}  // namespace orbitmesh
