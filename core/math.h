#pragma once

namespace orbitmesh::math {

/// Transcendental functions that give the same bits on every x86-64 CPU: SLEEF's
/// deterministic `cinz_` variants (no FMA, no dispatch), at most 1.0 ULP.
/// Results must not come from <cmath>'s versions, whose last bit depends on the
/// libm variant that the CPU selects. Angles in radians.
double sin(double x);
double cos(double x);
double tan(double x);
double asin(double x);
double acos(double x);
double atan(double x);
double atan2(double y, double x);
double exp(double x);
double log(double x);
double pow(double x, double y);
double cbrt(double x);

struct SinCos {
  double sin;
  double cos;
};
SinCos sincos(double x);

}  // namespace orbitmesh::math
