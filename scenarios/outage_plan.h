#pragma once

#include <cstdint>
#include <vector>

#include "mesh/outage.h"
#include "mesh/topology.h"
#include "scenarios/scenario.h"

namespace orbitmesh {

/// Most outages of a run, one a target and time.
inline constexpr std::int64_t kMaxOutages = 200'000;

/// All outages of a scenario that begin within its duration: those of [[outage]] in order of
/// section, target and time, then those of [[timeline]]. What is drawn depends on the seed and
/// the names of outage and target alone, so that another target or outage moves no draw.
///
/// `scenario` must be checked (scenarios/validation.h). Throws InputError for names that the
/// topology does not have, and for more than kMaxOutages.
std::vector<Outage> plan_outages(const Scenario& scenario, const Topology& topology);

}  // namespace orbitmesh
