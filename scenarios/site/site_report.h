#pragma once

#include <string>
#include <vector>

#include "scenarios/site/ground_segment.h"
#include "scenarios/site/site_assessment.h"

namespace orbitmesh {

/// What the reports of an assessment are made from.
struct SiteReportInput {
  const SiteQuestion& question;
  const GroundSegment& ground;
  const SiteMeasurement& as_is;  ///< the measurement of SiteVariant::kAsIs
  const std::vector<PlaceAssessment>& places;
};

/// Tables for a person.
std::string site_text(const SiteReportInput& input);

/// The same for a program, with a line feed at the end; docs/site.md has its members.
std::string site_json(const SiteReportInput& input);

/// One HTML page that needs nothing else: no script, no other file, no network.
std::string site_page(const SiteReportInput& input);

/// "53.00 N, 1.25 W".
std::string place_coordinates(Geodetic place);

/// "99.93 %", with as many digits as tell it from 100 %; "-" without trials.
std::string share_text(const ShareEstimate& estimate);
/// The same of its lower bound.
std::string bound_text(const ShareEstimate& estimate);

/// "gauge on orbit".
std::string probe_title(const SiteQuestion& question, const SiteProbe& probe);

/// "plan: 26 s without ground; longer gaps at most 3.0 times a day", without the confidence.
std::string autonomy_text(const SiteQuestion& question, const Autonomy& autonomy);

}  // namespace orbitmesh
