#pragma once

#include "mesh/topology.h"
#include "orbit/geodetic.h"
#include "scenarios/sections/terrestrial_section.h"

namespace orbitmesh {

/// The terrestrial link of each of a site's `terminals`, which share its rate:
/// docs/models/terrestrial-links.md. Throws InputError for a base station out of reach.
Topology::TerrestrialSpec terrestrial_spec(const TerrestrialSection& section, Geodetic site,
                                           Geodetic pop, int terminals);

}  // namespace orbitmesh
