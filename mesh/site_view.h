#pragma once

#include <optional>
#include <vector>

#include "core/time.h"
#include "core/vec3.h"
#include "mesh/phy/street_canyon.h"
#include "mesh/topology.h"
#include "orbit/access/access_rules.h"
#include "orbit/visibility.h"

namespace orbitmesh {

/// The part of the sky that a terminal or gateway may use from where it is.
class SiteView {
 public:
  /// `node` must outlive the view. `street`: a moving terminal drives between these buildings.
  SiteView(const Node& node, const AccessLimits& limits,
           const std::optional<StreetCanyon>& street = std::nullopt);

  /// Goes along with a terminal that moves.
  void move_to(Time t);

  const GroundSite& site() const { return rules_.site(); }
  /// Satellites at or above `min_elevation_rad` that may be used, in ascending index.
  std::vector<VisibleSatellite> visible(const std::vector<Vec3>& r_sat_ecef_m,
                                        double min_elevation_rad) const;
  /// No satellite below it is ever used [rad].
  double lowest_elevation_rad() const { return rules_.lowest_elevation_rad(); }
  /// Why a satellite may not be used.
  AccessBlock block(Vec3 r_sat_ecef_m) const {
    return rules_.block(look_angles(rules_.site(), r_sat_ecef_m));
  }

 private:
  AccessRules rules_at(Time t) const;

  const Node* node_;
  AccessLimits limits_;
  std::optional<StreetCanyon> street_;
  AccessRules rules_;
};

/// The higher of a mask and the buildings along a street, whose direction is clockwise from
/// north.
ElevationMask in_street(const ElevationMask& mask, const StreetCanyon& street,
                        double street_azimuth_rad);

}  // namespace orbitmesh
