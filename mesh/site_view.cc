#include "mesh/site_view.h"

#include <algorithm>
#include <utility>

namespace orbitmesh {

SiteView::SiteView(const Node& node, const AccessLimits& limits,
                   const std::optional<StreetCanyon>& street)
    : node_(&node), limits_(limits), street_(street), rules_(rules_at(Time{})) {}

AccessRules SiteView::rules_at(Time t) const {
  AccessLimits limits = limits_;
  if (street_ && node_->track != nullptr) {
    limits.min_elevation = in_street(limits_.min_elevation, *street_, node_->track->heading_rad(t));
  }
  return {make_ground_site(node_->name, node_->location_at(t)), std::move(limits)};
}

void SiteView::move_to(Time t) {
  if (node_->track != nullptr) rules_ = rules_at(t);
}

std::vector<VisibleSatellite> SiteView::visible(const std::vector<Vec3>& r_sat_ecef_m,
                                                double min_elevation_rad) const {
  std::vector<VisibleSatellite> seen = visible_satellites(
      site(), r_sat_ecef_m, std::max(min_elevation_rad, rules_.lowest_elevation_rad()));
  seen.erase(std::remove_if(seen.begin(), seen.end(),
                            [this](const VisibleSatellite& v) {
                              return rules_.block(v.look) != AccessBlock::kNone;
                            }),
             seen.end());
  return seen;
}

ElevationMask in_street(const ElevationMask& mask, const StreetCanyon& street,
                        double street_azimuth_rad) {
  constexpr int kAzimuths = 720;  // half a degree apart
  std::vector<ElevationMask::Point> points;
  for (int i = 0; i < kAzimuths; ++i) {
    const double azimuth_rad = 2 * kPi * i / kAzimuths;
    points.push_back(
        {azimuth_rad, std::max(mask.at(azimuth_rad),
                               street_canyon_mask_rad(street, azimuth_rad, street_azimuth_rad))});
  }
  return ElevationMask(std::move(points));
}

}  // namespace orbitmesh
