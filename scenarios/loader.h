#pragma once

#include <string>
#include <vector>

#include "core/config_value.h"
#include "inference/profile_library.h"
#include "scenarios/scenario.h"

namespace orbitmesh {

/// Reads a scenario file with what it extends, applies command-line overrides ("a.b=c",
/// core/config_override.h), fills in the values that depend on others, and checks the
/// whole (scenarios/validation.h). Throws InputError with the place and the remedy.
Scenario load_scenario(const std::string& path, const std::vector<std::string>& overrides,
                       const ProfileLibrary& library);
/// With the built-in profiles.
Scenario load_scenario(const std::string& path, const std::vector<std::string>& overrides = {});

/// The same for a document that was read already.
Scenario scenario_from_config(const ConfigValue& document, const ProfileLibrary& library);

}  // namespace orbitmesh
