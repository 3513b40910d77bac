#pragma once

#include "inference/profile_library.h"
#include "nodes/power/bus_setup.h"
#include "scenarios/sections/constellation_section.h"

namespace orbitmesh {

/// The bus of a constellation that names one, with the section's own figures in place of the
/// profile's. Precondition: section.bus, and the library knows it.
BusProfile bus_of(const ConstellationSection& section, const ProfileLibrary& library);

/// What the section says beside the profile.
BusOptions bus_options(const ConstellationSection& section);

/// Throws InputError at the key for an unknown bus, keys without one, and a bus that cannot feed
/// the constellation's accelerators.
void check_bus(const ConstellationSection& section, const ProfileLibrary& library);

}  // namespace orbitmesh
