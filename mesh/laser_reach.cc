#include "mesh/laser_reach.h"

#include <algorithm>

#include "orbit/ephemeris.h"

namespace orbitmesh {
namespace {

// No two satellites in orbit approach each other faster.
constexpr double kFastestApproach_m_s = 16e3;
constexpr std::int64_t kSecond_ns = 1'000'000'000;

}  // namespace

LaserReach::LaserReach(const Topology& topology, const LinkGeometry& geometry)
    : topology_(topology), geometry_(geometry), seen_(topology.isls().size()) {}

bool LaserReach::in_reach_at(const Topology::Isl& isl, std::int64_t second) const {
  const Time t = Time::from_ns(second * kSecond_ns);
  const Vec3 r_a_ecef_m = geometry_.position_ecef_m(NodeId{isl.a}, t);
  const Vec3 r_b_ecef_m = geometry_.position_ecef_m(NodeId{isl.b}, t);
  return has_position(r_a_ecef_m) && has_position(r_b_ecef_m) &&
         norm(r_a_ecef_m - r_b_ecef_m) <= isl.max_range_m;
}

bool LaserReach::holds(std::size_t laser, double range_m, Time now) {
  const Topology::Isl& isl = topology_.isls()[laser];
  if (range_m > isl.max_range_m) return false;
  const Duration acquisition = isl.uptime.acquisition;
  // A second more, since the time is counted from a whole one.
  const double window_s = acquisition.seconds() + 1;
  if (acquisition == Duration{} || range_m + kFastestApproach_m_s * window_s <= isl.max_range_m) {
    return true;
  }
  Seen& seen = seen_[laser];
  const std::int64_t now_s = now.ns() / kSecond_ns;
  const auto oldest_s = now_s - static_cast<std::int64_t>(window_s) - 1;
  for (std::int64_t t = std::max(seen.until_s, oldest_s); t <= now_s; ++t) {
    if (!in_reach_at(isl, t)) seen.out_s = t;
  }
  seen.until_s = now_s + 1;
  return seen.out_s == INT64_MIN ||
         now >= Time::from_ns((seen.out_s + 1) * kSecond_ns) + acquisition;
}

}  // namespace orbitmesh
