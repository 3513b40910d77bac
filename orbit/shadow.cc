#include "orbit/shadow.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "core/units.h"
#include "orbit/earth.h"
#include "orbit/sun.h"

namespace orbitmesh {
namespace {

/// Area of what two overlapping discs have in common, neither inside the other.
double overlap_area(double radius_a, double radius_b, double distance) {
  const double from_a = (distance + (radius_a - radius_b) * (radius_a + radius_b) / distance) / 2;
  const double from_b = distance - from_a;
  const double half_chord = std::sqrt(std::max(0.0, radius_a * radius_a - from_a * from_a));
  return radius_a * radius_a * math::atan2(half_chord, from_a) +
         radius_b * radius_b * math::atan2(half_chord, from_b) - distance * half_chord;
}

}  // namespace

EarthShadow::Cone EarthShadow::cone(double sine) {
  const double cosine = std::sqrt(1 - sine * sine);
  return {kEarthEquatorialRadius_m / cosine, sine / cosine};
}

EarthShadow::EarthShadow(Vec3 r_sun_m)
    : r_sun_m_(r_sun_m),
      to_sun_((1 / norm(r_sun_m)) * r_sun_m),
      penumbra_(cone((kSunRadius_m + kEarthEquatorialRadius_m) / norm(r_sun_m))),
      umbra_(cone((kEarthEquatorialRadius_m - kSunRadius_m) / norm(r_sun_m))) {}

double EarthShadow::depth_m(ShadowCone cone, Vec3 r_sat_m) const {
  const Cone& edge = cone == ShadowCone::kPenumbra ? penumbra_ : umbra_;
  const double behind_m = -dot(to_sun_, r_sat_m);
  if (behind_m <= 0) return edge.radius_m - norm(r_sat_m) + behind_m;
  return edge.radius_at_m(behind_m) - norm(r_sat_m + behind_m * to_sun_);
}

Illumination EarthShadow::illumination(Vec3 r_sat_m) const {
  if (depth_m(ShadowCone::kUmbra, r_sat_m) > 0) return Illumination::kUmbra;
  if (depth_m(ShadowCone::kPenumbra, r_sat_m) > 0) return Illumination::kPenumbra;
  return Illumination::kSunlit;
}

double EarthShadow::partial_fraction(Vec3 r_sat_m) const {
  const Vec3 d_sun_m = r_sun_m_ - r_sat_m;
  const Vec3 d_earth_m = -1.0 * r_sat_m;
  const double sun_rad = math::asin(kSunRadius_m / norm(d_sun_m));
  const double earth_rad = math::asin(kEarthEquatorialRadius_m / norm(d_earth_m));
  const double apart_rad = math::atan2(norm(cross(d_sun_m, d_earth_m)), dot(d_sun_m, d_earth_m));
  const double hidden = overlap_area(sun_rad, earth_rad, apart_rad) / (kPi * sun_rad * sun_rad);
  return std::clamp(1 - hidden, 0.0, 1.0);
}

}  // namespace orbitmesh
