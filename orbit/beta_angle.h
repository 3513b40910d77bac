#pragma once

#include "core/vec3.h"
#include "orbit/sun.h"

namespace orbitmesh {

/// Closed forms for the eclipses of a circular orbit, under the shadow of orbit/shadow.h with
/// the Sun at rest for a revolution. `semi_major_axis_m` exceeds the Earth's equatorial radius.

/// Angle of the Sun above the orbit plane, [-pi/2, pi/2], positive on the side of the orbit's
/// angular momentum. `r_sun_teme_m` of any length above 0.
double beta_angle_rad(double inclination_rad, double raan_rad, Vec3 r_sun_teme_m);

/// |beta| above which the Sun's centre never sets: asin(R / a). The umbra ends 0.26 deg below
/// it, the penumbra 0.27 deg above.
double critical_beta_rad(double semi_major_axis_m);

/// Shares of the period.
struct EclipseFractions {
  double umbra = 0.0;
  double penumbra = 0.0;  ///< before and after the umbra together
};

/// A satellite is inside a cone of half-angle f while its angle from the shadow's axis is below
/// asin(R / a) - f (umbra) or + f (penumbra), and on an orbit that angle's cosine is cos(beta)
/// cos(u), with u counted from the point nearest to the axis.
EclipseFractions eclipse_fractions(double semi_major_axis_m, double beta_rad,
                                   double sun_distance_m = kAstronomicalUnit_m);

}  // namespace orbitmesh
