#include "orbit/angles.h"

#include <cmath>

#include "core/units.h"

namespace orbitmesh {

double wrap_two_pi(double angle_rad) {
  const double wrapped = std::fmod(angle_rad, 2 * kPi);
  if (wrapped >= 0) return wrapped;
  // A tiny negative angle plus 2 pi rounds to 2 pi itself.
  const double positive = wrapped + 2 * kPi;
  return positive < 2 * kPi ? positive : 0.0;
}

double wrap_pi(double angle_rad) {
  const double wrapped = wrap_two_pi(angle_rad);
  return wrapped < kPi ? wrapped : wrapped - 2 * kPi;
}

}  // namespace orbitmesh
