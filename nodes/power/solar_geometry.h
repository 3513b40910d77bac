#pragma once

#include "core/vec3.h"
#include "nodes/power/power_heat.h"
#include "nodes/power/solar_array.h"
#include "orbit/shadow.h"
#include "orbit/sun.h"

namespace orbitmesh {

/// The Sun and the Earth's shadow at one instant, made once and asked for every satellite.
/// Positions in one Earth-centred frame, that of the Sun's.
class SolarGeometry {
 public:
  explicit SolarGeometry(Vec3 r_sun_m)
      : shadow_(r_sun_m),
        to_sun_((1 / norm(r_sun_m)) * r_sun_m),
        flux_(kAstronomicalUnit_m * kAstronomicalUnit_m / dot(r_sun_m, r_sun_m)) {}

  /// What the array and radiator of a satellite see. `v_inertial_m_s` is its velocity relative to
  /// the stars, in the axes of the frame; it counts for ArrayPointing::kOneAxis alone.
  /// Precondition: the satellite has a position (orbit/ephemeris.h).
  Sky sky(Vec3 r_sat_m, Vec3 v_inertial_m_s, ArrayPointing pointing) const {
    const double height = dot(r_sat_m, to_sun_) / norm(r_sat_m);
    return {flux_ * shadow_.sunlit_fraction(r_sat_m),
            incidence(pointing, height, r_sat_m, v_inertial_m_s), height};
  }

 private:
  double incidence(ArrayPointing pointing, double height, Vec3 r_sat_m, Vec3 v_m_s) const {
    if (pointing == ArrayPointing::kTracking) return 1.0;
    if (pointing == ArrayPointing::kZenith) return height;
    const Vec3 normal = cross(r_sat_m, v_m_s);
    const double sin_beta = dot(normal, to_sun_) / norm(normal);
    return std::sqrt(std::max(0.0, 1.0 - sin_beta * sin_beta));
  }

  EarthShadow shadow_;
  Vec3 to_sun_;  ///< unit vector
  double flux_;  ///< over the flux at 1 AU
};

}  // namespace orbitmesh
