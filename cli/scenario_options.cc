#include "cli/scenario_options.h"

#include <CLI/App.hpp>

#include "scenarios/loader.h"

namespace orbitmesh {

void add_scenario_options(CLI::App& verb, ScenarioOptions& options) {
  verb.add_option("scenario", options.file, "scenario file (TOML)")->required();
  verb.add_option("--set", options.overrides,
                  "override a key, repeatable, e.g. --set scenario.seed=2 "
                  "--set 'client.inspector.workload.plan.deadline=\"2 s\"'")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  verb.add_option("--profiles", options.profile_files,
                  "file with further accelerator and model profiles, repeatable")
      ->type_name("FILE")
      ->allow_extra_args(false);
}

ProfileLibrary load_profiles(const ScenarioOptions& options) {
  ProfileLibrary library = ProfileLibrary::built_in();
  for (const std::string& file : options.profile_files) library.add_file(file);
  return library;
}

Scenario load(const ScenarioOptions& options, const ProfileLibrary& library) {
  return load_scenario(options.file, options.overrides, library);
}

}  // namespace orbitmesh
