#pragma once

#include "core/vec3.h"
#include "orbit/epoch.h"

namespace orbitmesh {

/// Astronomical unit [m], exact (IAU 2012 Resolution B2).
inline constexpr double kAstronomicalUnit_m = 149597870700.0;

/// Nominal radius of the Sun [m] (IAU 2015 Resolution B3).
inline constexpr double kSunRadius_m = 6.957e8;

/// Where the Sun appears from the Earth's centre [m], aberration included, by the low-precision
/// formula of the Astronomical Almanac, section C ("Low precision formulas for the Sun's
/// coordinates"). The formula's frame is the mean equator and equinox of date, where its
/// direction is within 0.0103 deg and its distance within 1e-4 of ERFA's between 2000 and 2050;
/// taken as TEME without nutation, within 0.0104 deg. docs/models/sun-and-shadow.md.
Vec3 sun_position_teme_m(Epoch epoch);

/// The same position in ECEF, with UTC as UT1.
Vec3 sun_position_ecef_m(Epoch epoch);

}  // namespace orbitmesh
