#pragma once

#include <string>

#include "scenarios/scenario.h"

namespace orbitmesh {

/// TOML text of a loaded scenario with every default explicit. Loading the text gives a
/// scenario with the same resolved text and the same results.
std::string resolved_toml(const Scenario& scenario);

}  // namespace orbitmesh
