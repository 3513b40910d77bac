#pragma once

namespace orbitmesh {

/// The Earth's figure, gravity and rotation, as every model in orbit/ uses them.

/// WGS84 equatorial radius [m] and flattening, defining (NIMA TR8350.2, 3rd ed.).
/// Orbit altitudes are counted from the equatorial radius.
inline constexpr double kEarthEquatorialRadius_m = 6378137.0;
inline constexpr double kEarthFlattening = 1.0 / 298.257223563;

/// Mean radius (2a + b)/3 of the GRS80 ellipsoid [m] (Moritz 2000, 6371.0088 km).
inline constexpr double kEarthMeanRadius_m = 6371008.8;

/// Gravitational parameter GM with the atmosphere [m^3/s^2] (WGS84, same as EGM96).
inline constexpr double kEarthMu_m3_s2 = 3.986004418e14;

/// Second zonal harmonic: -C20 sqrt(5) of EGM96, with C20 = -0.484165371736e-3
/// (Lemoine et al., NASA/TP-1998-206861).
inline constexpr double kEarthJ2 = 1.0826266835531513e-3;

}  // namespace orbitmesh
