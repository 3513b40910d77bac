#include "orbit/sgp4/half_day_functions.h"

namespace orbitmesh {
namespace {

double cubic(double e, double c0, double c1, double c2, double c3) {
  return c0 + e * (c1 + e * (c2 + e * c3));
}

void set_moderate(HalfDayEccentricity& g, double e) {
  g.g211 = cubic(e, 3.616, -13.2470, 16.2900, 0.0);
  g.g310 = cubic(e, -19.302, 117.3900, -228.4190, 156.5910);
  g.g322 = cubic(e, -18.9068, 109.7927, -214.6334, 146.5816);
  g.g410 = cubic(e, -41.122, 242.6940, -471.0940, 313.9530);
  g.g422 = cubic(e, -146.407, 841.8800, -1629.014, 1083.4350);
  g.g520 = cubic(e, -532.114, 3017.977, -5740.032, 3708.2760);
}

void set_large(HalfDayEccentricity& g, double e) {
  g.g211 = cubic(e, -72.099, 331.819, -508.738, 266.724);
  g.g310 = cubic(e, -346.844, 1582.851, -2415.925, 1246.113);
  g.g322 = cubic(e, -342.585, 1554.908, -2366.899, 1215.972);
  g.g410 = cubic(e, -1052.797, 4758.686, -7193.992, 3651.957);
  g.g422 = cubic(e, -3581.690, 16178.110, -24462.770, 12422.520);
  g.g520 = e > 0.715 ? cubic(e, -5149.66, 29936.92, -54087.36, 31324.56)
                     : cubic(e, 1464.74, -4664.75, 3763.64, 0.0);
}

}  // namespace

HalfDayEccentricity half_day_eccentricity(double e) {
  HalfDayEccentricity g = {};
  g.g201 = -0.306 - (e - 0.64) * 0.440;
  if (e <= 0.65) {
    set_moderate(g, e);
  } else {
    set_large(g, e);
  }
  if (e < 0.7) {
    g.g533 = cubic(e, -919.22770, 4988.6100, -9064.7700, 5542.21);
    g.g521 = cubic(e, -822.71072, 4568.6173, -8491.4146, 5337.524);
    g.g532 = cubic(e, -853.66600, 4690.2500, -8624.7700, 5341.4);
  } else {
    g.g533 = cubic(e, -37995.780, 161616.52, -229838.20, 109377.94);
    g.g521 = cubic(e, -51752.104, 218913.95, -309468.16, 146349.42);
    g.g532 = cubic(e, -40023.880, 170470.89, -242699.48, 115605.82);
  }
  return g;
}

HalfDayInclination half_day_inclination(double sin_i, double cos_i) {
  const double sin2 = sin_i * sin_i;
  const double cos2 = cos_i * cos_i;
  HalfDayInclination f = {};
  f.f220 = 0.75 * (1.0 + 2.0 * cos_i + cos2);
  f.f221 = 1.5 * sin2;
  f.f321 = 1.875 * sin_i * (1.0 - 2.0 * cos_i - 3.0 * cos2);
  f.f322 = -1.875 * sin_i * (1.0 + 2.0 * cos_i - 3.0 * cos2);
  f.f441 = 35.0 * sin2 * f.f220;
  f.f442 = 39.3750 * sin2 * sin2;
  f.f522 =
      9.84375 * sin_i *
      (sin2 * (1.0 - 2.0 * cos_i - 5.0 * cos2) + 0.33333333 * (-2.0 + 4.0 * cos_i + 6.0 * cos2));
  f.f523 = sin_i * (4.92187512 * sin2 * (-2.0 - 4.0 * cos_i + 10.0 * cos2) +
                    6.56250012 * (1.0 + 2.0 * cos_i - 3.0 * cos2));
  f.f542 = 29.53125 * sin_i * (2.0 - 8.0 * cos_i + cos2 * (-12.0 + 8.0 * cos_i + 10.0 * cos2));
  f.f543 = 29.53125 * sin_i * (-2.0 - 8.0 * cos_i + cos2 * (12.0 + 8.0 * cos_i - 10.0 * cos2));
  return f;
}

}  // namespace orbitmesh
