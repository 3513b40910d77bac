#pragma once

#include <vector>

#include "mesh/radio_options.h"
#include "mesh/topology.h"
#include "scenarios/scenario.h"

namespace orbitmesh {

/// The weather that a scenario states for its remote sites, whose terminals share it, and for
/// its gateways. Random rain is drawn by the seed and the name of site or gateway.
///
/// `scenario` must be checked (scenarios/validation.h). Throws InputError for a rain series
/// that cannot be read.
std::vector<StationWeather> station_weather(const Scenario& scenario, const Topology& topology);

}  // namespace orbitmesh
