#pragma once

#include <vector>

#include "mesh/outage.h"
#include "mesh/topology.h"
#include "scenarios/scenario.h"

namespace orbitmesh {

/// What outages by blockage are called in results.
inline constexpr const char* kBlockageCause = "blockage";

/// Appends the interruptions within the run of all sites with `blockage`, each terminal's by a
/// stream of its own. Throws InputError for more than kMaxOutages in all.
void add_blockage(const Scenario& scenario, const Topology& topology, std::vector<Outage>& outages);

}  // namespace orbitmesh
