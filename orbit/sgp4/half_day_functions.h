#pragma once

namespace orbitmesh {

/// Functions of eccentricity and inclination in the tesseral harmonics that half-day
/// resonance needs, named by the harmonic's indices lmp(q) (Hoots, Schumacher and Glover
/// 2004, appendix).
struct HalfDayEccentricity {
  double g201, g211, g310, g322, g410, g422, g520, g521, g532, g533;
};
struct HalfDayInclination {
  double f220, f221, f321, f322, f441, f442, f522, f523, f542, f543;
};

/// Polynomials fitted for eccentricities of 0.5 and more.
HalfDayEccentricity half_day_eccentricity(double eccentricity);
HalfDayInclination half_day_inclination(double sin_i, double cos_i);

}  // namespace orbitmesh
