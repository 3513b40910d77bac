#include "orbit/ground_site.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "core/error.h"
#include "core/math.h"
#include "core/units.h"
#include "orbit/angles.h"

namespace orbitmesh {
namespace {

constexpr double kLowest_m = -10e3;
constexpr double kHighest_m = 100e3;

// Written so that a NaN fails.
void check_position(const std::string& name, Geodetic position) {
  if (!(std::fabs(position.lat_rad) <= kPi / 2)) {
    throw InputError(fmt::format("site \"{}\": latitude {} deg is outside -90 to 90 deg", name,
                                 position.lat_rad / kDegree));
  }
  if (!(std::fabs(position.lon_rad) <= kPi)) {
    throw InputError(fmt::format("site \"{}\": longitude {} deg is outside -180 to 180 deg", name,
                                 position.lon_rad / kDegree));
  }
  if (!(position.height_m >= kLowest_m && position.height_m <= kHighest_m)) {
    throw InputError(fmt::format("site \"{}\": height {} m is outside {} to {} m", name,
                                 position.height_m, kLowest_m, kHighest_m));
  }
}

}  // namespace

GroundSite make_ground_site(std::string name, Geodetic position) {
  check_position(name, position);
  const math::SinCos lat = math::sincos(position.lat_rad);
  const math::SinCos lon = math::sincos(position.lon_rad);
  GroundSite site;
  site.name = std::move(name);
  site.geodetic = position;
  site.r_ecef_m = geodetic_to_ecef_m(position);
  site.east_ecef = {-lon.sin, lon.cos, 0.0};
  site.north_ecef = {-lat.sin * lon.cos, -lat.sin * lon.sin, lat.cos};
  site.up_ecef = {lat.cos * lon.cos, lat.cos * lon.sin, lat.sin};
  return site;
}

LookAngles look_angles(const GroundSite& site, Vec3 r_target_ecef_m) {
  const Vec3 d_ecef_m = r_target_ecef_m - site.r_ecef_m;
  const double east_m = dot(site.east_ecef, d_ecef_m);
  const double north_m = dot(site.north_ecef, d_ecef_m);
  const double up_m = dot(site.up_ecef, d_ecef_m);
  const double horizontal_m = std::sqrt(east_m * east_m + north_m * north_m);
  return {math::atan2(up_m, horizontal_m), wrap_two_pi(math::atan2(east_m, north_m)),
          norm(d_ecef_m)};
}

}  // namespace orbitmesh
