#pragma once

#include <string>
#include <vector>

#include "inference/profile_library.h"
#include "scenarios/scenario.h"

namespace CLI {
class App;
}

namespace orbitmesh {

/// The arguments of every verb that reads a scenario.
struct ScenarioOptions {
  std::string file;
  std::vector<std::string> overrides;
  std::vector<std::string> profile_files;
};

void add_scenario_options(CLI::App& verb, ScenarioOptions& options);

/// The built-in profiles and those of --profiles.
ProfileLibrary load_profiles(const ScenarioOptions& options);
Scenario load(const ScenarioOptions& options, const ProfileLibrary& library);

}  // namespace orbitmesh
