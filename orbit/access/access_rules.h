#pragma once

#include <array>
#include <optional>

#include "core/fields.h"
#include "core/units.h"
#include "orbit/access/elevation_mask.h"
#include "orbit/access/field_of_view.h"
#include "orbit/access/gso_arc.h"
#include "orbit/access/obstruction_mask.h"
#include "orbit/ground_site.h"

namespace orbitmesh {

/// Why a site may not use a satellite.
enum class AccessBlock { kNone, kElevation, kObstruction, kFieldOfView, kGsoArc };

constexpr std::array<EnumName<AccessBlock>, 5> enum_names(AccessBlock) {
  return {{{AccessBlock::kNone, "none"},
           {AccessBlock::kElevation, "elevation"},
           {AccessBlock::kObstruction, "obstruction"},
           {AccessBlock::kFieldOfView, "field of view"},
           {AccessBlock::kGsoArc, "gso arc"}}};
}

/// Starlink's defaults: docs/models/access-rules.md.
inline constexpr double kStarlinkMinElevation_rad = 25 * kDegree;
inline constexpr double kUserGsoSeparation_rad = 22 * kDegree;
inline constexpr double kGatewayGsoSeparation_rad = 18 * kDegree;

/// What limits a site's view. Only the elevation always does.
struct AccessLimits {
  ElevationMask min_elevation{kStarlinkMinElevation_rad};
  std::optional<ObstructionMask> obstruction;
  std::optional<FieldOfView> field_of_view;
  double gso_separation_rad = 0.0;  ///< least angle to the geostationary arc, [0, pi/2]; 0: any
};

/// Decides from geometry alone which satellites a site may use, and says why not:
/// docs/models/access-rules.md. Immutable: any number of threads may ask at once.
class AccessRules {
 public:
  /// Throws InputError, naming the site, for a limit out of its range.
  AccessRules(const GroundSite& site, AccessLimits limits);

  /// The first rule, in the order of AccessBlock, that forbids a direction (the range does
  /// not matter); kNone: the satellite may be used.
  AccessBlock block(const LookAngles& look) const;

  /// No satellite below this elevation is ever allowed [rad]: a mask for find_visible().
  double lowest_elevation_rad() const { return limits_.min_elevation.lowest_rad(); }
  const GroundSite& site() const { return site_; }

 private:
  Vec3 direction_ecef(const LookAngles& look) const;

  GroundSite site_;
  AccessLimits limits_;
  GsoArc gso_arc_;
};

}  // namespace orbitmesh
