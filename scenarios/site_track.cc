#include "scenarios/site_track.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "core/text_file.h"
#include "orbit/geodetic.h"
#include "scenarios/csv_table.h"

namespace orbitmesh {
namespace {

enum Column : std::size_t { kTime, kLatitude, kLongitude, kHeight };

// Under a millimetre; a location that was written out and read again is that near.
constexpr double kSamePlace_rad = 1e-10;

bool same(Geodetic a, Geodetic b) {
  return std::fabs(a.lat_rad - b.lat_rad) < kSamePlace_rad &&
         std::fabs(a.lon_rad - b.lon_rad) < kSamePlace_rad &&
         std::fabs(a.height_m - b.height_m) < 1e-3;
}

TrackPoint point_of(const CsvTable& table) {
  constexpr Duration kMostTime = Duration::from_s(366 * 86'400);
  TrackPoint point;
  point.at = Time{} + table.quantity(table.required(kTime), kTime, "s", Duration(), kMostTime);
  const auto angle = [&](Column column, Angle most) {
    return table.quantity(table.required(column), column, "deg", Angle{-most.si}, most).si;
  };
  point.place.lat_rad = angle(kLatitude, degrees(90));
  point.place.lon_rad = angle(kLongitude, degrees(180));
  if (const CsvField* height = table.given(kHeight)) {
    point.place.height_m = table.quantity(*height, kHeight, "m", metres(-500), kilometres(20)).si;
  }
  return point;
}

Time arrival(const WaypointSection& waypoint, const TrackPoint* before) {
  if (waypoint.at && waypoint.speed) {
    throw InputError(waypoint.where.of("speed"),
                     "'at' and 'speed' both say when the waypoint is reached: keep one");
  }
  if (waypoint.at) return Time{} + *waypoint.at;
  if (before == nullptr) {
    if (!waypoint.speed) return Time{};
    throw InputError(waypoint.where.of("speed"),
                     "the first waypoint is where the site starts: it takes 'at' alone");
  }
  if (!waypoint.speed) {
    throw InputError(waypoint.where.section(),
                     "the waypoint does not say when it is reached: add 'at' or 'speed'");
  }
  const double length_m = great_circle_distance_m(before->place, waypoint.place());
  // Two waypoints at one place are no leg, and add_leg() says so.
  return before->at + Duration::from_seconds(length_m / waypoint.speed->si);
}

std::vector<TrackPoint> points_of(const SiteSection& site) {
  if (site.track) return read_track(*site.track);
  std::vector<TrackPoint> points;
  for (const WaypointSection& waypoint : site.waypoints) {
    const TrackPoint* before = points.empty() ? nullptr : &points.back();
    points.push_back({arrival(waypoint, before), waypoint.place()});
  }
  return points;
}

}  // namespace

std::vector<TrackPoint> read_track(const std::string& file) {
  static const std::vector<std::string_view> kColumns = {"time_s", "lat_deg", "lon_deg",
                                                         "height_m"};
  const std::string text = read_text_file(file, kMaxTrackBytes);
  CsvTable table(text, file, kColumns, static_cast<std::int64_t>(TerminalTrack::kMaxPoints));
  for (const Column column : {kTime, kLatitude, kLongitude}) table.require_column(column);
  std::vector<TrackPoint> points;
  while (table.next()) {
    points.push_back(point_of(table));
    if (points.size() > 1 && points.back().at <= points[points.size() - 2].at) {
      table.fail(table.required(kTime), "rows must stand in ascending order of time");
    }
  }
  return points;
}

void resolve_track(SiteSection& site) {
  if (site.track && !site.waypoints.empty()) {
    throw InputError(site.where.of("waypoints"),
                     "'track' and 'waypoints' both say how the site moves: keep one");
  }
  if (!site.track && site.waypoints.empty()) {
    if (site.where.given("location")) return;
    throw InputError(site.where.section(),
                     fmt::format("missing key 'location' (where the site '{}' is)", site.name));
  }
  const SourceLocation& where = site.where.of(site.track ? "track" : "waypoints");
  std::vector<TrackPoint> points = points_of(site);
  try {
    site.motion = std::make_shared<const TerminalTrack>(std::move(points));
  } catch (const InputError& error) {
    throw InputError(where, fmt::format("'{}': {}", site.name, error.what()));
  }
  const Geodetic start = site.motion->points().front().place;
  if (site.where.given("location") && !same(start, site.location.geodetic())) {
    throw InputError(site.where.of("location"),
                     fmt::format("'{}' starts elsewhere, at the first point of its way: remove "
                                 "'location'",
                                 site.name));
  }
  site.location.lat.si = start.lat_rad;
  site.location.lon.si = start.lon_rad;
  site.location.altitude.si = start.height_m;
}

}  // namespace orbitmesh
