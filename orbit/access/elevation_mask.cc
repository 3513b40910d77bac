#include "orbit/access/elevation_mask.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/error.h"
#include "core/units.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kMaxPoints = 3600;

// Written so that a NaN fails.
void check_point(ElevationMask::Point point) {
  if (!(point.azimuth_rad >= 0 && point.azimuth_rad < 2 * kPi)) {
    throw InputError(fmt::format("elevation mask: azimuth {} deg is outside 0 to 360 deg",
                                 point.azimuth_rad / kDegree));
  }
  if (!(std::fabs(point.elevation_rad) <= kPi / 2)) {
    throw InputError(fmt::format("elevation mask: elevation {} deg is outside -90 to 90 deg",
                                 point.elevation_rad / kDegree));
  }
}

}  // namespace

ElevationMask::ElevationMask(double elevation_rad)
    : ElevationMask(std::vector<Point>{{0.0, elevation_rad}}) {}

ElevationMask::ElevationMask(std::vector<Point> points) : points_(std::move(points)) {
  if (points_.empty() || points_.size() > kMaxPoints) {
    throw InputError(fmt::format("elevation mask: {} points; there must be 1 to {}", points_.size(),
                                 kMaxPoints));
  }
  for (std::size_t i = 0; i < points_.size(); ++i) {
    check_point(points_[i]);
    if (i > 0 && points_[i].azimuth_rad <= points_[i - 1].azimuth_rad) {
      throw InputError(fmt::format("elevation mask: azimuth {} deg follows {} deg; azimuths ascend",
                                   points_[i].azimuth_rad / kDegree,
                                   points_[i - 1].azimuth_rad / kDegree));
    }
  }
  lowest_rad_ = std::min_element(points_.begin(), points_.end(), [](Point a, Point b) {
                  return a.elevation_rad < b.elevation_rad;
                })->elevation_rad;
}

double ElevationMask::at(double azimuth_rad) const {
  if (points_.size() == 1) return points_.front().elevation_rad;
  const auto next = std::upper_bound(points_.begin(), points_.end(), azimuth_rad,
                                     [](double a, Point p) { return a < p.azimuth_rad; });
  Point before = next == points_.begin() ? points_.back() : *(next - 1);
  Point after = next == points_.end() ? points_.front() : *next;
  if (next == points_.begin()) before.azimuth_rad -= 2 * kPi;
  if (next == points_.end()) after.azimuth_rad += 2 * kPi;
  const double share =
      (azimuth_rad - before.azimuth_rad) / (after.azimuth_rad - before.azimuth_rad);
  return before.elevation_rad + share * (after.elevation_rad - before.elevation_rad);
}

}  // namespace orbitmesh
