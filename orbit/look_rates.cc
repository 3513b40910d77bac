#include "orbit/look_rates.h"

#include <cmath>

namespace orbitmesh {

double range_rate_m_s(Vec3 d_m, Vec3 v_m_s) {
  const double range_m = norm(d_m);
  return range_m > 0 ? dot(d_m, v_m_s) / range_m : 0.0;
}

LookRates look_rates(const GroundSite& site, Vec3 r_target_ecef_m, Vec3 v_target_ecef_m_s) {
  const auto local = [&site](Vec3 v) {
    return Vec3{dot(site.east_ecef, v), dot(site.north_ecef, v), dot(site.up_ecef, v)};
  };
  const Vec3 d_m = local(r_target_ecef_m - site.r_ecef_m);
  const Vec3 v_m_s = local(v_target_ecef_m_s);
  LookRates rates;
  rates.range_m_s = range_rate_m_s(d_m, v_m_s);
  const double horizontal_m2 = d_m.x * d_m.x + d_m.y * d_m.y;
  if (horizontal_m2 == 0) return rates;
  const double horizontal_m = std::sqrt(horizontal_m2);
  const double horizontal_m_s = (d_m.x * v_m_s.x + d_m.y * v_m_s.y) / horizontal_m;
  rates.elevation_rad_s =
      (v_m_s.z * horizontal_m - d_m.z * horizontal_m_s) / (horizontal_m2 + d_m.z * d_m.z);
  rates.azimuth_rad_s = (v_m_s.x * d_m.y - d_m.x * v_m_s.y) / horizontal_m2;
  return rates;
}

}  // namespace orbitmesh
