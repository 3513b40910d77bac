#pragma once

#include "core/vec3.h"

namespace orbitmesh {

/// Where a satellite stands between light and shadow, for budgets of energy.
struct EclipseOutlook {
  bool dark = false;       ///< inside the umbra
  double change_s = 0.0;   ///< until it leaves or enters the umbra; infinite without eclipses
  double eclipse_s = 0.0;  ///< length of this or the next passage through the umbra
};

/// Outlook of a circular orbit with the Sun at rest: with u the angle from the point nearest to
/// the shadow's axis, the umbra spans |u| < acos(cos(reach)/cos(beta)) (orbit/beta_angle.h).
/// Positions and inertial velocity in the axes of one Earth-centred frame. For low orbits of
/// small eccentricity within some 10 s; it decides how energy is spread, never how much there is.
EclipseOutlook eclipse_outlook(Vec3 r_sat_m, Vec3 v_inertial_m_s, Vec3 r_sun_m);

}  // namespace orbitmesh
