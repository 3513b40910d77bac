#include "mesh/terminal_track.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/error.h"
#include "core/math.h"
#include "core/units.h"
#include "orbit/earth.h"
#include "orbit/ground_site.h"

namespace orbitmesh {
namespace {

// Legs shorter than this (under a tenth of a millimetre) have no direction.
constexpr double kStanding_rad = 1e-11;

double share_of(Time begin, Time t, Time end) {
  return static_cast<double>((t - begin).ns()) / static_cast<double>((end - begin).ns());
}

Vec3 unit_vector(Geodetic place) {
  const math::SinCos lat = math::sincos(place.lat_rad);
  const math::SinCos lon = math::sincos(place.lon_rad);
  return {lat.cos * lon.cos, lat.cos * lon.sin, lat.sin};
}

}  // namespace

TerminalTrack::TerminalTrack(std::vector<TrackPoint> points) : points_(std::move(points)) {
  if (points_.empty() || points_.size() > kMaxPoints) {
    throw InputError(fmt::format("a track has 1 to {} points, not {}", kMaxPoints, points_.size()));
  }
  for (const TrackPoint& point : points_) make_ground_site("track", point.place);
  for (std::size_t i = 0; i + 1 < points_.size(); ++i) add_leg(i);
}

void TerminalTrack::add_leg(std::size_t number) {
  const TrackPoint& a = points_[number];
  const TrackPoint& b = points_[number + 1];
  if (b.at <= a.at) {
    throw InputError(fmt::format("point {} of the track is at {} s, not after point {} at {} s",
                                 number + 2, b.at.seconds(), number + 1, a.at.seconds()));
  }
  Leg leg;
  leg.from = unit_vector(a.place);
  const Vec3 to = unit_vector(b.place);
  const Vec3 normal = cross(leg.from, to);
  leg.angle_rad = math::atan2(norm(normal), dot(leg.from, to));
  const double length_m = leg.angle_rad * kEarthMeanRadius_m;
  const double speed_m_s = length_m / (b.at - a.at).seconds();
  if (length_m > kMaxLeg_m || speed_m_s > kMaxSpeed_m_s) {
    throw InputError(fmt::format(
        "point {} of the track is {:.6g} km from point {} and takes {:.6g} m/s; a leg "
        "has at most {:.0f} km and {:.0f} m/s",
        number + 2, length_m * 1e-3, number + 1, speed_m_s, kMaxLeg_m * 1e-3, kMaxSpeed_m_s));
  }
  if (leg.angle_rad > kStanding_rad) {
    leg.toward = (1 / norm(normal)) * cross(normal, leg.from);
  }
  legs_.push_back(leg);
}

std::size_t TerminalTrack::leg_at(Time t) const {
  const auto after = std::upper_bound(points_.begin() + 1, points_.end() - 1, t,
                                      [](Time at, const TrackPoint& p) { return at < p.at; });
  return static_cast<std::size_t>(after - points_.begin()) - 1;
}

double TerminalTrack::travelled_rad(std::size_t leg, Time t) const {
  const double share = share_of(points_[leg].at, t, points_[leg + 1].at);
  return legs_[leg].angle_rad * std::clamp(share, 0.0, 1.0);
}

Geodetic TerminalTrack::at(Time t) const {
  if (t <= points_.front().at) return points_.front().place;
  if (t >= points_.back().at) return points_.back().place;
  const std::size_t i = leg_at(t);
  const Geodetic a = points_[i].place;
  const Geodetic b = points_[i + 1].place;
  const double height_m =
      a.height_m + share_of(points_[i].at, t, points_[i + 1].at) * (b.height_m - a.height_m);
  const Leg& leg = legs_[i];
  if (leg.angle_rad <= kStanding_rad) return {a.lat_rad, a.lon_rad, height_m};
  const math::SinCos along = math::sincos(travelled_rad(i, t));
  const Vec3 p = along.cos * leg.from + along.sin * leg.toward;
  return {math::atan2(p.z, std::sqrt(p.x * p.x + p.y * p.y)), math::atan2(p.y, p.x), height_m};
}

double TerminalTrack::heading_rad(Time t) const {
  if (legs_.empty()) return 0;
  const auto stands = [this](std::size_t i) { return legs_[i].angle_rad <= kStanding_rad; };
  std::size_t i = leg_at(t);
  while (i > 0 && stands(i)) --i;
  while (i + 1 < legs_.size() && stands(i)) ++i;
  if (stands(i)) return 0;
  const Leg& leg = legs_[i];
  const math::SinCos along = math::sincos(travelled_rad(i, t));
  const Vec3 p = along.cos * leg.from + along.sin * leg.toward;
  const Vec3 direction = along.cos * leg.toward - along.sin * leg.from;
  const double to_north = direction.z;  // times the cosine of the latitude, like to_east
  const double to_east = p.x * direction.y - p.y * direction.x;
  const double heading_rad = math::atan2(to_east, to_north);
  return heading_rad < 0 ? heading_rad + 2 * kPi : heading_rad;
}

}  // namespace orbitmesh
