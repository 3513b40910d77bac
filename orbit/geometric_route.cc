#include "orbit/geometric_route.h"

#include <algorithm>

#include "core/math.h"
#include "orbit/ephemeris.h"
#include "orbit/link_geometry.h"

namespace orbitmesh {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

GeometricRouter::GeometricRouter(int satellites, const std::vector<IslLink>& links, LinkReach reach)
    : reach_(reach),
      sin_min_elevation_(math::sin(reach.min_elevation_rad)),
      first_neighbour_(at(satellites) + 1, 0),
      neighbours_(2 * links.size()),
      up_m_(at(satellites)),
      down_m_(at(satellites)),
      length_m_(at(satellites)),
      previous_(at(satellites)) {
  for (const IslLink& link : links) {
    ++first_neighbour_[at(link.a) + 1];
    ++first_neighbour_[at(link.b) + 1];
  }
  for (std::size_t i = 1; i < first_neighbour_.size(); ++i) {
    first_neighbour_[i] += first_neighbour_[i - 1];
  }
  std::vector<int> next = first_neighbour_;
  for (const IslLink& link : links) {
    neighbours_[at(next[at(link.a)]++)] = link.b;
    neighbours_[at(next[at(link.b)]++)] = link.a;
  }
  for (std::size_t i = 0; i + 1 < first_neighbour_.size(); ++i) {
    std::sort(neighbours_.begin() + first_neighbour_[i],
              neighbours_.begin() + first_neighbour_[i + 1]);
  }
}

LaserCut laser_cut(const LinkReach& reach, Vec3 r_a_ecef_m, Vec3 r_b_ecef_m, double range_m) {
  if (!has_position(r_a_ecef_m) || !has_position(r_b_ecef_m)) return LaserCut::kNoPosition;
  if (!(range_m <= reach.max_isl_range_m)) return LaserCut::kRange;
  return line_of_sight(r_a_ecef_m, r_b_ecef_m, reach.grazing_altitude_m) ? LaserCut::kNone
                                                                         : LaserCut::kGrazing;
}

std::vector<int> tracked_satellites(const GroundSite& site, int antennas, std::vector<int> usable,
                                    const std::vector<Vec3>& r_sat_ecef_m) {
  if (antennas == 0 || usable.size() <= at(antennas)) return usable;
  std::vector<std::pair<double, int>> by_height;
  for (const int i : usable) {
    by_height.emplace_back(-look_angles(site, r_sat_ecef_m[at(i)]).elevation_rad, i);
  }
  std::sort(by_height.begin(), by_height.end());
  usable.clear();
  for (int k = 0; k < antennas; ++k) usable.push_back(by_height[at(k)].second);
  std::sort(usable.begin(), usable.end());
  return usable;
}

GeometricRoute GeometricRouter::route(const GroundSite& from, const GroundSite& to,
                                      const std::vector<Vec3>& r_sat_ecef_m) {
  return route(from, nullptr, to, nullptr, r_sat_ecef_m);
}

GeometricRoute GeometricRouter::route(const AccessRules& from, const AccessRules& to,
                                      const std::vector<Vec3>& r_sat_ecef_m) {
  return route(from.site(), &from, to.site(), &to, r_sat_ecef_m);
}

GeometricRoute GeometricRouter::route(const GroundSite& from, const AccessRules* from_rules,
                                      const GroundSite& to, const AccessRules* to_rules,
                                      const std::vector<Vec3>& r_sat_ecef_m) {
  GeometricRoute route;
  if (!find_slants(from, from_rules, reach_.origin_radio, r_sat_ecef_m, up_m_)) {
    route.status = RouteStatus::kNoneOverOrigin;
    return route;
  }
  if (!find_slants(to, to_rules, reach_.destination_radio, r_sat_ecef_m, down_m_)) {
    route.status = RouteStatus::kNoneOverDestination;
    return route;
  }
  if (reach_.destination_antennas > 0) keep_tracked(to, r_sat_ecef_m);
  const int last = search(r_sat_ecef_m);
  if (last < 0) return route;
  route.status = RouteStatus::kFound;
  route.length_m = length_m_[at(last)] + down_m_[at(last)];
  for (int hop = last; hop >= 0; hop = previous_[at(hop)]) route.hops.push_back(hop);
  std::reverse(route.hops.begin(), route.hops.end());
  return route;
}

bool GeometricRouter::find_slants(const GroundSite& site, const AccessRules* rules,
                                  const RadioHolds& radio, const std::vector<Vec3>& r_sat_ecef_m,
                                  std::vector<double>& slants_m) const {
  bool any = false;
  for (std::size_t i = 0; i < r_sat_ecef_m.size(); ++i) {
    const Vec3 to_satellite_m = r_sat_ecef_m[i] - site.r_ecef_m;
    const double range_m = norm(to_satellite_m);
    const bool in_reach = has_position(r_sat_ecef_m[i]) && range_m <= reach_.max_slant_range_m &&
                          dot(site.up_ecef, to_satellite_m) >= sin_min_elevation_ * range_m;
    const auto allowed = [&] {
      if (rules == nullptr && !radio) return true;
      const LookAngles look = look_angles(site, r_sat_ecef_m[i]);
      return (rules == nullptr || rules->block(look) == AccessBlock::kNone) &&
             (!radio || radio(look));
    };
    const bool usable = in_reach && allowed();
    slants_m[i] = usable ? range_m : kInfinity;
    any = any || usable;
  }
  return any;
}

void GeometricRouter::keep_tracked(const GroundSite& to, const std::vector<Vec3>& r_sat_ecef_m) {
  std::vector<int> usable;
  for (std::size_t i = 0; i < down_m_.size(); ++i) {
    if (down_m_[i] < kInfinity) usable.push_back(static_cast<int>(i));
  }
  std::vector<double> tracked_m(down_m_.size(), kInfinity);
  for (const int i :
       tracked_satellites(to, reach_.destination_antennas, std::move(usable), r_sat_ecef_m)) {
    tracked_m[at(i)] = down_m_[at(i)];
  }
  down_m_ = std::move(tracked_m);
}

// Dijkstra's algorithm from the origin. It ends when no unfinished satellite is nearer than
// the best complete path, so that it settles about as much of the mesh as the path spans.
int GeometricRouter::search(const std::vector<Vec3>& r_sat_ecef_m) {
  queue_ = {};
  length_m_ = up_m_;
  std::fill(previous_.begin(), previous_.end(), -1);
  for (std::size_t i = 0; i < up_m_.size(); ++i) {
    if (up_m_[i] < kInfinity) queue_.emplace(up_m_[i], static_cast<int>(i));
  }
  int last = -1;
  double best_m = kInfinity;
  while (!queue_.empty() && queue_.top().first < best_m) {
    const auto [length_m, satellite] = queue_.top();
    queue_.pop();
    if (length_m > length_m_[at(satellite)]) continue;
    const double total_m = length_m + down_m_[at(satellite)];
    if (total_m < best_m || (total_m == best_m && satellite < last)) {
      best_m = total_m;
      last = satellite;
    }
    relax_lasers(satellite, r_sat_ecef_m);
  }
  return last;
}

// Of ties only a satellite that is strictly nearer to the origin becomes the one before, so
// that satellites at the same place make no circle.
void GeometricRouter::relax_lasers(int satellite, const std::vector<Vec3>& r_sat_ecef_m) {
  const Vec3 r_here_ecef_m = r_sat_ecef_m[at(satellite)];
  for (int i = first_neighbour_[at(satellite)]; i < first_neighbour_[at(satellite) + 1]; ++i) {
    const int next = neighbours_[at(i)];
    const Vec3 r_next_ecef_m = r_sat_ecef_m[at(next)];
    const double range_m = norm(r_next_ecef_m - r_here_ecef_m);
    const double length_m = length_m_[at(satellite)] + range_m;
    if (length_m > length_m_[at(next)]) continue;
    if (laser_cut(reach_, r_here_ecef_m, r_next_ecef_m, range_m) != LaserCut::kNone) continue;
    if (length_m < length_m_[at(next)]) {
      length_m_[at(next)] = length_m;
      previous_[at(next)] = satellite;
      queue_.emplace(length_m, next);
    } else if (satellite < previous_[at(next)] && length_m_[at(satellite)] < length_m) {
      previous_[at(next)] = satellite;
    }
  }
}

}  // namespace orbitmesh
