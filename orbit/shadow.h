#pragma once

#include "core/vec3.h"

namespace orbitmesh {

/// What of the Sun a satellite sees: the whole disc, a part of it, nothing.
enum class Illumination { kSunlit, kPenumbra, kUmbra };

/// The cones that bound the Earth's shadow: where any part of the Sun is hidden, and where all
/// of it is.
enum class ShadowCone { kPenumbra, kUmbra };

/// The Earth's shadow at one instant: the two cones that touch the Sun and a spherical Earth of
/// the equatorial radius, without atmosphere (docs/models/sun-and-shadow.md). Made once an
/// instant and asked for every satellite.
///
/// All positions are in one Earth-centred frame, TEME or ECEF, that of the Sun's. Satellites
/// are at least 1 km above the sphere and nearer than the umbra's tip (1.36 million km); one
/// without a position, at the Earth's centre, is in the umbra.
class EarthShadow {
 public:
  /// `r_sun_m` as sun_position_teme_m() or sun_position_ecef_m() gives it.
  explicit EarthShadow(Vec3 r_sun_m);

  /// Visible part of the Sun's disc by area: 1 in full light, 0 in the umbra. Two overlapping
  /// discs of uniform brightness (Montenbruck and Gill, Satellite Orbits, sec. 3.4.2).
  double sunlit_fraction(Vec3 r_sat_m) const {
    const double behind_m = -dot(to_sun_, r_sat_m);
    if (behind_m < 0) return 1.0;
    const double from_axis_m2 = dot(r_sat_m, r_sat_m) - behind_m * behind_m;
    const double penumbra_m = penumbra_.radius_at_m(behind_m);
    if (from_axis_m2 >= penumbra_m * penumbra_m) return 1.0;
    const double umbra_m = umbra_.radius_at_m(behind_m);
    if (from_axis_m2 <= umbra_m * umbra_m) return 0.0;
    return partial_fraction(r_sat_m);
  }

  /// How far inside a cone a satellite is [m]: radius of the cone there minus distance from the
  /// shadow's axis, positive inside and negative outside. Continuous along any orbit, and
  /// falling further on the day side.
  double depth_m(ShadowCone cone, Vec3 r_sat_m) const;

  Illumination illumination(Vec3 r_sat_m) const;

 private:
  /// A cone around the axis by its radius in the plane through the Earth's centre.
  struct Cone {
    double radius_m;
    double slope;  ///< of the radius with the distance behind the Earth
    double radius_at_m(double behind_m) const { return radius_m + slope * behind_m; }
  };
  static Cone cone(double sine);

  double partial_fraction(Vec3 r_sat_m) const;

  Vec3 r_sun_m_;
  Vec3 to_sun_;  ///< unit vector
  Cone penumbra_;
  Cone umbra_;
};

}  // namespace orbitmesh
