#pragma once

#include <tuple>
#include <vector>

#include "core/vec3.h"
#include "orbit/access/access_rules.h"
#include "orbit/geometric_route.h"
#include "orbit/plus_grid.h"

namespace orbitmesh {

/// A satellite as a site sees it.
struct SeenSatellite {
  int satellite = -1;  ///< -1: there is none
  LookAngles look;
};

/// What refuses a site a satellite.
enum class RefusedBy {
  kRule,   ///< of access
  kRadio,  ///< the link does not hold
  kRange,  ///< farther than the longest slant range
};

struct Refusal {
  RefusedBy by = RefusedBy::kRule;
  AccessBlock rule = AccessBlock::kNone;  ///< of kRule: the first that forbids the satellite

  /// By RefusedBy, and rules by AccessBlock.
  bool operator<(const Refusal& other) const {
    return std::tie(by, rule) < std::tie(other.by, other.rule);
  }
};

/// Satellites above the horizon that a site may not use for one reason.
struct RefusedSatellites {
  Refusal refusal;
  int count = 0;
  SeenSatellite best;  ///< the highest of them; of those too far away the nearest
};

/// What a site sees at one instant.
struct EndExplanation {
  int above_horizon = 0;
  int usable = 0;
  std::vector<RefusedSatellites> refused;  ///< ascending
  SeenSatellite highest;                   ///< above the horizon or not
};

EndExplanation explain_end(const AccessRules& rules, double max_slant_range_m,
                           const RadioHolds& radio, const std::vector<Vec3>& r_sat_ecef_m);

/// A laser that cannot be held.
struct CutLaser {
  IslLink link;
  LaserCut cut = LaserCut::kNone;
  double range_m = 0;
  double lowest_altitude_m = 0;  ///< of the straight line, above the equatorial radius
};

/// Into what the lasers that can be held divide the satellites at one instant.
struct MeshExplanation {
  int parts = 0;              ///< satellites that hold no laser count as one each
  int origin_satellites = 0;  ///< in the parts that the origin may enter
  int destination_satellites = 0;
  int untracked = 0;  ///< usable for the destination and tracked by none of its antennas
  SeenSatellite highest_untracked;
  int lasers = 0;
  int no_position = 0;  ///< lasers that cannot be held, by reason
  int out_of_range = 0;
  int grazing = 0;
  std::vector<CutLaser> between;  ///< those from the origin's parts to the destination's, the
                                  ///< shortest first
};

/// Where both ends may use satellites and no path joins them.
MeshExplanation explain_mesh(const std::vector<IslLink>& links, const LinkReach& reach,
                             const AccessRules& from, const AccessRules& to,
                             const std::vector<Vec3>& r_sat_ecef_m);

}  // namespace orbitmesh
