#include "core/math.h"

#include <sleef.h>

namespace orbitmesh::math {

double sin(double x) { return Sleef_cinz_sind1_u10purec(x); }
double cos(double x) { return Sleef_cinz_cosd1_u10purec(x); }
double tan(double x) { return Sleef_cinz_tand1_u10purec(x); }
double asin(double x) { return Sleef_cinz_asind1_u10purec(x); }
double acos(double x) { return Sleef_cinz_acosd1_u10purec(x); }
double atan(double x) { return Sleef_cinz_atand1_u10purec(x); }
double atan2(double y, double x) { return Sleef_cinz_atan2d1_u10purec(y, x); }
double exp(double x) { return Sleef_cinz_expd1_u10purec(x); }
double log(double x) { return Sleef_cinz_logd1_u10purec(x); }
double pow(double x, double y) { return Sleef_cinz_powd1_u10purec(x, y); }
double cbrt(double x) { return Sleef_cinz_cbrtd1_u10purec(x); }

SinCos sincos(double x) {
  const Sleef_double_2 both = Sleef_cinz_sincosd1_u10purec(x);
  return {both.x, both.y};
}

}  // namespace orbitmesh::math
