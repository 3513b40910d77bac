#pragma once

#include <vector>

#include "mesh/outage.h"
#include "mesh/topology.h"
#include "scenarios/scenario.h"

namespace orbitmesh {

/// Appends the interruptions of lasers within the run and the acquisitions that follow these and
/// the outages given (mesh/laser_outages.h). Throws InputError for more than kMaxOutages in all.
void add_laser_outages(const Scenario& scenario, const Topology& topology,
                       std::vector<Outage>& outages);

}  // namespace orbitmesh
