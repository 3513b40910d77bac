#include "scenarios/terminal_limits.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "core/error.h"
#include "core/text_file.h"
#include "mesh/site_view.h"

namespace orbitmesh {
namespace {

// Room for the largest mask, 1,440 by 360 cells.
constexpr std::int64_t kMaxObstructionBytes = 2'000'000;

FieldOfView field_of_view(const FieldOfViewSection& cone, const SiteSection& site) {
  const double tilt_rad = site.motion == nullptr ? cone.tilt.si : 0;
  return poleward_field_of_view(site.location.lat.si, tilt_rad, cone.angle.si);
}

ElevationMask mask_of(const std::vector<MaskPointSection>& mask, const SectionLocation& where) {
  std::vector<ElevationMask::Point> points;
  for (const MaskPointSection& point : mask) {
    points.push_back({point.azimuth.si, point.elevation.si});
  }
  try {
    return ElevationMask(std::move(points));
  } catch (const InputError& error) {
    throw InputError(where.of("mask"), error.what());
  }
}

}  // namespace

ElevationMask min_elevation(const SiteSection& site, const AccessSection& access) {
  if (!site.mask.empty()) return mask_of(site.mask, site.where);
  return ElevationMask(site.min_elevation.value_or(access.min_elevation).si);
}

AccessLimits gateway_limits(const GatewaySection& gateway, const AccessSection& access) {
  AccessLimits limits;
  limits.min_elevation =
      gateway.mask.empty()
          ? ElevationMask(gateway.min_elevation.value_or(access.gateway_min_elevation).si)
          : mask_of(gateway.mask, gateway.where);
  limits.gso_separation_rad = gateway.gso_separation.value_or(access.gateway_gso_separation).si;
  return limits;
}

AccessLimits terminal_limits(const SiteSection& site, const AccessSection& access) {
  AccessLimits limits;
  limits.min_elevation = min_elevation(site, access);
  limits.gso_separation_rad = access.gso_separation.si;
  if (site.street && site.motion == nullptr) {
    limits.min_elevation =
        in_street(limits.min_elevation, site.street->street(), site.street->azimuth->si);
  }
  if (site.obstruction) {
    const std::string text = read_text_file(*site.obstruction, kMaxObstructionBytes);
    limits.obstruction = ObstructionMask::from_csv(text, *site.obstruction);
  }
  if (access.field_of_view) limits.field_of_view = field_of_view(*access.field_of_view, site);
  return limits;
}

}  // namespace orbitmesh
