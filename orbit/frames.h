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

/// Velocity relative to ECEF [m/s] of what stands at `r_ecef_m` and moves with `v_teme_m_s`
/// relative to TEME: R3(gmst) v - w x r, with w along z. `earth_rate_rad_s` is the rate of the
/// angle that turns one frame into the other, gmst_rate_rad_s().
Vec3 teme_velocity_to_ecef_m_s(Vec3 v_teme_m_s, Vec3 r_ecef_m, double gmst_rad,
                               double earth_rate_rad_s);

/// Inverse of teme_velocity_to_ecef_m_s().
Vec3 ecef_velocity_to_teme_m_s(Vec3 v_ecef_m_s, Vec3 r_ecef_m, double gmst_rad,
                               double earth_rate_rad_s);

}  // namespace orbitmesh
