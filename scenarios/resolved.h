#pragma once

#include <string>

#include "scenarios/scenario.h"

namespace orbitmesh {

/// TOML text of a loaded scenario with every default explicit. Loading the text gives a
/// scenario with the same resolved text and the same results; the path of a catalogue
/// stands as given, and is found where the text stands in the scenario file's folder.
std::string resolved_toml(const Scenario& scenario);

}  // namespace orbitmesh
