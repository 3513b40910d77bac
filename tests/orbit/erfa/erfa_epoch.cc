#include "tests/orbit/erfa/erfa_epoch.h"

#include <erfa.h>

#include <cmath>

#include "core/math.h"
#include "core/units.h"
#include "orbit/calendar.h"

namespace orbitmesh {

TwoPartDate terrestrial_time(Epoch epoch) {
  const JulianDate utc = epoch.julian_date();
  double tai_day = 0;
  double tai_fraction = 0;
  TwoPartDate tt = {};
  eraUtctai(utc.day, utc.fraction, &tai_day, &tai_fraction);
  eraTaitt(tai_day, tai_fraction, &tt.day, &tt.fraction);
  return tt;
}

Epoch random_epoch(RngStream& rng) {
  const std::int64_t first_day = days_since_1970({2000, 1, 1});
  const std::int64_t days = days_since_1970({2050, 1, 1}) - first_day;
  const std::int64_t day =
      first_day + static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(days)));
  return Epoch::from_utc(day, Duration::from_seconds(86400 * rng.uniform()));
}

Vec3 random_point(RngStream& rng, double radius) {
  const double z = 2 * rng.uniform() - 1;
  const math::SinCos longitude = math::sincos(2 * kPi * rng.uniform());
  const double equatorial = std::sqrt(1 - z * z);
  return radius * Vec3{equatorial * longitude.cos, equatorial * longitude.sin, z};
}

Vec3 product(const double matrix[3][3], Vec3 v) {
  const auto row = [&](int i) {
    return matrix[i][0] * v.x + matrix[i][1] * v.y + matrix[i][2] * v.z;
  };
  return {row(0), row(1), row(2)};
}

Vec3 transposed_product(const double matrix[3][3], Vec3 v) {
  const auto column = [&](int i) {
    return matrix[0][i] * v.x + matrix[1][i] * v.y + matrix[2][i] * v.z;
  };
  return {column(0), column(1), column(2)};
}

}  // namespace orbitmesh
