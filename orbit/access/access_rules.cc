#include "orbit/access/access_rules.h"

#include <fmt/format.h>

#include <utility>

#include "core/error.h"
#include "core/math.h"

namespace orbitmesh {

AccessRules::AccessRules(const GroundSite& site, AccessLimits limits)
    : site_(site), limits_(std::move(limits)), gso_arc_(site) {
  if (limits_.field_of_view) validate(*limits_.field_of_view);
  // Written so that a NaN fails.
  if (!(limits_.gso_separation_rad >= 0 && limits_.gso_separation_rad <= kPi / 2)) {
    throw InputError(fmt::format("site \"{}\": GSO separation of {} deg is outside 0 to 90 deg",
                                 site.name, limits_.gso_separation_rad / kDegree));
  }
}

AccessBlock AccessRules::block(const LookAngles& look) const {
  if (look.elevation_rad < limits_.min_elevation.at(look.azimuth_rad)) {
    return AccessBlock::kElevation;
  }
  if (limits_.obstruction && limits_.obstruction->blocked(look.azimuth_rad, look.elevation_rad)) {
    return AccessBlock::kObstruction;
  }
  if (limits_.field_of_view &&
      !limits_.field_of_view->contains(look.azimuth_rad, look.elevation_rad)) {
    return AccessBlock::kFieldOfView;
  }
  if (limits_.gso_separation_rad > 0 &&
      gso_arc_.separation_rad(direction_ecef(look)) < limits_.gso_separation_rad) {
    return AccessBlock::kGsoArc;
  }
  return AccessBlock::kNone;
}

Vec3 AccessRules::direction_ecef(const LookAngles& look) const {
  const math::SinCos elevation = math::sincos(look.elevation_rad);
  const math::SinCos azimuth = math::sincos(look.azimuth_rad);
  return elevation.cos * azimuth.sin * site_.east_ecef +
         elevation.cos * azimuth.cos * site_.north_ecef + elevation.sin * site_.up_ecef;
}

}  // namespace orbitmesh
