#pragma once

#include <cstddef>
#include <string>

#include "scenarios/site/site_report.h"

namespace orbitmesh {

// Pictures of a place for the page of a site assessment, each an SVG element (scenarios/report).

/// When a satellite served the place of that index, and when each probe met its deadline.
std::string site_time_line(const SiteReportInput& input, std::size_t place);

/// Least and most satellites in view over time.
std::string site_view_chart(const SiteReportInput& input, std::size_t place);

/// Distribution of round trips to the satellites and to each datacenter.
std::string site_round_trip_chart(const PlaceAssessment& place);

/// Distribution of the lengths of gaps in service, and of runs of missed deadlines.
std::string site_gap_chart(const SiteReportInput& input, const PlaceAssessment& place);

}  // namespace orbitmesh
