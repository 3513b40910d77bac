#pragma once

#include <functional>
#include <limits>
#include <queue>
#include <utility>
#include <vector>

#include "core/time.h"
#include "core/units.h"
#include "core/vec3.h"
#include "orbit/access/access_rules.h"
#include "orbit/ground_site.h"
#include "orbit/plus_grid.h"

namespace orbitmesh {

/// Whether the radio link of a site holds to a satellite so seen; empty: to all.
using RadioHolds = std::function<bool(const LookAngles&)>;

/// Which links of a geometric route exist; every bound holds.
struct LinkReach {
  double min_elevation_rad = 25 * kDegree;  ///< of a satellite over a site, [-pi/2, pi/2]
  double max_slant_range_m = std::numeric_limits<double>::infinity();
  double max_isl_range_m = std::numeric_limits<double>::infinity();
  double grazing_altitude_m = 80e3;  ///< lasers stay above it
  /// Satellites that the destination, a gateway, tracks: the highest it may use; 0: all.
  int destination_antennas = 0;
  RadioHolds origin_radio = {};
  RadioHolds destination_radio = {};
};

/// Leaves of the satellites in `usable` those that so many antennas of `site` track, the highest,
/// of equally high ones the lower index; ascending, as `usable` is. 0 antennas track all.
std::vector<int> tracked_satellites(const GroundSite& site, int antennas, std::vector<int> usable,
                                    const std::vector<Vec3>& r_sat_ecef_m);

/// Why a laser cannot be held.
enum class LaserCut { kNone, kNoPosition, kRange, kGrazing };

/// For a laser between two places `range_m` apart: the first of the reasons, in this order.
LaserCut laser_cut(const LinkReach& reach, Vec3 r_a_ecef_m, Vec3 r_b_ecef_m, double range_m);

enum class RouteStatus {
  kFound,
  kNoneOverOrigin,       ///< no satellite in reach of the origin
  kNoneOverDestination,  ///< no satellite in reach of the destination
  kApart,                ///< no chain of lasers between those of the two ends
};

struct GeometricRoute {
  RouteStatus status = RouteStatus::kApart;
  std::vector<int> hops;  ///< satellites from origin to destination; empty unless found
  double length_m = 0.0;  ///< from site to site
  /// There and back at the speed of light in vacuum, rounded to the nearest nanosecond.
  Duration round_trip() const { return Duration::from_seconds(2 * length_m / kSpeedOfLight_m_s); }
};

/// Shortest paths by length from site to site over satellites at one instant; the ground
/// relays nothing: docs/models/geometric-route.md. Keeps its working arrays between
/// calls: one thread at a time.
class GeometricRouter {
 public:
  /// Precondition: the links' ends are in [0, satellites).
  GeometricRouter(int satellites, const std::vector<IslLink>& links, LinkReach reach);

  /// `r_sat_ecef_m` has one position a satellite; one without a position (has_position())
  /// has no links. Of paths equally long the one by the satellites of lower
  /// index is taken.
  GeometricRoute route(const GroundSite& from, const GroundSite& to,
                       const std::vector<Vec3>& r_sat_ecef_m);
  /// Likewise, with the satellites alone that the ends' rules allow.
  GeometricRoute route(const AccessRules& from, const AccessRules& to,
                       const std::vector<Vec3>& r_sat_ecef_m);

 private:
  using Candidate = std::pair<double, int>;  // length from the origin, satellite
  using Queue = std::priority_queue<Candidate, std::vector<Candidate>, std::greater<Candidate>>;

  GeometricRoute route(const GroundSite& from, const AccessRules* from_rules, const GroundSite& to,
                       const AccessRules* to_rules, const std::vector<Vec3>& r_sat_ecef_m);
  /// Fills `slants_m` with the range of every satellite in reach of `site` that the rules, if
  /// any, allow and that its radio holds, infinity for the others, and returns whether there is
  /// one.
  bool find_slants(const GroundSite& site, const AccessRules* rules, const RadioHolds& radio,
                   const std::vector<Vec3>& r_sat_ecef_m, std::vector<double>& slants_m) const;
  /// Leaves in down_m_ what the destination's antennas track.
  void keep_tracked(const GroundSite& to, const std::vector<Vec3>& r_sat_ecef_m);
  /// Last satellite of the shortest path, or -1.
  int search(const std::vector<Vec3>& r_sat_ecef_m);
  void relax_lasers(int satellite, const std::vector<Vec3>& r_sat_ecef_m);

  LinkReach reach_;
  double sin_min_elevation_;
  std::vector<int> first_neighbour_;  // by satellite, and one past the last
  std::vector<int> neighbours_;       // of each satellite, ascending
  std::vector<double> up_m_;          // slant range from the origin
  std::vector<double> down_m_;        // slant range to the destination
  std::vector<double> length_m_;      // best so far from the origin
  std::vector<int> previous_;         // satellite before on that path, -1 for the first
  Queue queue_;
};

}  // namespace orbitmesh
