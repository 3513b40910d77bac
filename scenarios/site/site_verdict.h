#pragma once

#include "scenarios/site/site_assessment.h"

namespace orbitmesh {

/// That something never happens is shown by no look shorter than this without it, which bounds its
/// rate at 95 % by one in 8 h.
inline constexpr Duration kLeastSpanWithoutEvents = Duration::from_s(86'400);

/// Judges one requirement by what was measured at a place as it is. `probes` are the place's.
RequirementResult judge(const Requirement& requirement, const SiteQuestion& question,
                        const CoverageFigures& coverage,
                        const std::vector<const ProbeSeries*>& probes);

}  // namespace orbitmesh
