#pragma once

#include "scenarios/site/site_assessment.h"

namespace orbitmesh {

/// Judges one requirement by what was measured at a place as it is. `probes` are the place's.
RequirementResult judge(const Requirement& requirement, const SiteQuestion& question,
                        const CoverageFigures& coverage,
                        const std::vector<const ProbeSeries*>& probes);

}  // namespace orbitmesh
