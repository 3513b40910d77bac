#pragma once

#include <cmath>

#include "core/math.h"
#include "core/units.h"
#include "core/vec3.h"
#include "orbit/earth.h"
#include "orbit/sun.h"

namespace orbitmesh::testing {

/// A circular orbit at an angle beta to a Sun on the x axis at 1 AU, in inertial axes. At phase 0
/// it is nearest to the axis of the shadow.
struct CircularOrbit {
  double radius_m = kEarthEquatorialRadius_m + 550e3;
  double beta_rad = 0.0;

  double rate_rad_s() const { return std::sqrt(kEarthMu_m3_s2 / radius_m) / radius_m; }
  double period_s() const { return 2 * kPi / rate_rad_s(); }

  Vec3 position_m(double t_s) const { return at(t_s, radius_m, 0.0); }
  Vec3 velocity_m_s(double t_s) const { return at(t_s, radius_m * rate_rad_s(), kPi / 2); }

  static Vec3 r_sun_m() { return {kAstronomicalUnit_m, 0.0, 0.0}; }

 private:
  Vec3 at(double t_s, double length, double ahead_rad) const {
    const math::SinCos u = math::sincos(rate_rad_s() * t_s + ahead_rad);
    const math::SinCos beta = math::sincos(beta_rad);
    return length * Vec3{-u.cos * beta.cos, u.sin, u.cos * beta.sin};
  }
};

}  // namespace orbitmesh::testing
