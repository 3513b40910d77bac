#pragma once

#include <optional>

#include "inference/profile_library.h"
#include "scenarios/site/site_question.h"

namespace orbitmesh {

/// What limits the requests a second of one robot.
enum class RateLimit { kUplink, kDownlink, kAccelerator };

struct SustainableRate {
  double per_s = 0;
  RateLimit limit = RateLimit::kAccelerator;
};

/// Highest rate of a workload's requests that a tier carries in the long run with nobody else
/// there: a request's bytes over the terminal's uplink, a reply's over the downlink, and the
/// service time of one device of the tier, whichever is slowest. Rates of the links are the
/// defaults of [access]; a tier on board has no link. Preconditions: the profile is known and
/// fits the tier.
SustainableRate sustainable_rate(const SiteWorkload& workload, Tier tier,
                                 const ProfileLibrary& library);

std::string_view to_string(RateLimit limit);

}  // namespace orbitmesh
