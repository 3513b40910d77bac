#pragma once

#include <string>
#include <vector>

#include "mesh/terminal_track.h"
#include "scenarios/sections/site_section.h"

namespace orbitmesh {

/// Largest file of a track.
inline constexpr std::int64_t kMaxTrackBytes = 16'000'000;

/// Reads where something is when from comma-separated text with a header. Columns, in any
/// order: time_s (seconds since the run's beginning, ascending), lat_deg and lon_deg (WGS84),
/// and height_m (above the ellipsoid, 0 where it is missing). Throws InputError with file, line
/// and column.
std::vector<TrackPoint> read_track(const std::string& file);

/// Makes the motion of a site from its track or waypoints, and its location where it starts.
/// Throws InputError at the key for both at once, points that make no track (mesh/
/// terminal_track.h), a location elsewhere, and a site with neither motion nor location.
void resolve_track(SiteSection& site);

}  // namespace orbitmesh
