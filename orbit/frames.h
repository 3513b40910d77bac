#pragma once

#include "core/vec3.h"
#include "orbit/epoch.h"

namespace orbitmesh {

/// TEME is the inertial frame of the true equator and mean equinox (the frame of SGP4's
/// results and of the orbits here), ECEF the rotating frame of WGS84 positions. They
/// differ by a rotation about the z axis through Greenwich mean sidereal time; polar
/// motion and UT1-UTC are left out: docs/models/frames.md.

/// Greenwich mean sidereal time in [0, 2 pi) [rad], IAU 1982 (Aoki et al. 1982; Vallado,
/// Fundamentals of Astrodynamics and Applications, 4th ed., sec. 3.5). UTC may stand for UT1.
double gmst_rad(JulianDate ut1);

/// Rate of gmst_rad() [rad/s of UT1].
double gmst_rate_rad_s(JulianDate ut1);

/// Rotations between the frames, for positions: R3(gmst) and its inverse.
Vec3 teme_to_ecef(Vec3 r_teme, double gmst_rad);
Vec3 ecef_to_teme(Vec3 r_ecef, double gmst_rad);

}  // namespace orbitmesh
