#include "orbit/frames.h"

#include "core/math.h"
#include "core/units.h"
#include "orbit/angles.h"

namespace orbitmesh {
namespace {

constexpr double kJulianDateOfJ2000 = 2451545.0;
constexpr double kDaysPerCentury = 36525.0;
constexpr double kSecondsPerDay = 86400.0;
constexpr double kRadiansPerSecond = 2 * kPi / kSecondsPerDay;

// GMST at 0h UT1 [s] as a polynomial in Julian centuries from J2000.
constexpr double kGmst0 = 24110.54841;
constexpr double kGmst1 = 8640184.812866;
constexpr double kGmst2 = 0.093104;
constexpr double kGmst3 = -6.2e-6;

double centuries_since_j2000(JulianDate date) {
  return (date.day - kJulianDateOfJ2000 + date.fraction) / kDaysPerCentury;
}

/// w x r with w = (0, 0, rate).
Vec3 frame_velocity_m_s(Vec3 r_ecef_m, double rate_rad_s) {
  return {-rate_rad_s * r_ecef_m.y, rate_rad_s * r_ecef_m.x, 0.0};
}

}  // namespace

double gmst_rad(JulianDate ut1) {
  const double t = centuries_since_j2000(ut1);
  const double ahead_of_ut1_s = kGmst0 + t * (kGmst1 + t * (kGmst2 + t * kGmst3));
  return wrap_two_pi(kRadiansPerSecond * (ahead_of_ut1_s + kSecondsPerDay * ut1.fraction));
}

double gmst_rate_rad_s(JulianDate ut1) {
  const double t = centuries_since_j2000(ut1);
  const double gain_s_per_century = kGmst1 + t * (2 * kGmst2 + t * 3 * kGmst3);
  return kRadiansPerSecond * (1 + gain_s_per_century / (kDaysPerCentury * kSecondsPerDay));
}

Vec3 teme_to_ecef(Vec3 r_teme, double gmst_rad) {
  const math::SinCos g = math::sincos(gmst_rad);
  return {g.cos * r_teme.x + g.sin * r_teme.y, g.cos * r_teme.y - g.sin * r_teme.x, r_teme.z};
}

Vec3 ecef_to_teme(Vec3 r_ecef, double gmst_rad) { return teme_to_ecef(r_ecef, -gmst_rad); }

Vec3 teme_velocity_to_ecef_m_s(Vec3 v_teme_m_s, Vec3 r_ecef_m, double gmst_rad,
                               double earth_rate_rad_s) {
  return teme_to_ecef(v_teme_m_s, gmst_rad) - frame_velocity_m_s(r_ecef_m, earth_rate_rad_s);
}

Vec3 ecef_velocity_to_teme_m_s(Vec3 v_ecef_m_s, Vec3 r_ecef_m, double gmst_rad,
                               double earth_rate_rad_s) {
  return ecef_to_teme(v_ecef_m_s + frame_velocity_m_s(r_ecef_m, earth_rate_rad_s), gmst_rad);
}

}  // namespace orbitmesh
