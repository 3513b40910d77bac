#pragma once

#include <string>

#include "core/vec3.h"
#include "orbit/geodetic.h"

namespace orbitmesh {

/// A place fixed to the Earth with its local axes (unit vectors in ECEF); `up` is the
/// normal of the ellipsoid.
struct GroundSite {
  std::string name;
  Geodetic geodetic;
  Vec3 r_ecef_m;
  Vec3 east_ecef;
  Vec3 north_ecef;
  Vec3 up_ecef;
};

/// Throws InputError when the latitude is outside [-90, 90] deg, the longitude outside
/// [-180, 180] deg, or the height outside [-10, 100] km.
GroundSite make_ground_site(std::string name, Geodetic position);

/// Direction and distance of a target seen from a site, without refraction.
struct LookAngles {
  double elevation_rad = 0.0;  ///< above the plane normal to `up`, [-pi/2, pi/2]
  double azimuth_rad = 0.0;    ///< from north over east, [0, 2 pi)
  double range_m = 0.0;
};

LookAngles look_angles(const GroundSite& site, Vec3 r_target_ecef_m);

}  // namespace orbitmesh
