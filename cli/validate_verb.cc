#include <CLI/App.hpp>
#include <cstdio>
#include <memory>
#include <string>

#include "cli/scenario_options.h"
#include "cli/verbs.h"
#include "scenarios/resolved.h"

namespace orbitmesh {
namespace {

struct ValidateOptions {
  ScenarioOptions scenario;
  bool resolved = false;
};

ExitCode validate(const ValidateOptions& options) {
  const ProfileLibrary library = load_profiles(options.scenario);
  const Scenario scenario = load(options.scenario, library);
  if (options.resolved) {
    std::fputs(resolved_toml(scenario).c_str(), stdout);
  } else {
    std::printf("%s: valid\n", options.scenario.file.c_str());
  }
  return ExitCode::kOk;
}

}  // namespace

void add_validate_verb(CLI::App& app, VerbAction& action) {
  CLI::App* verb = app.add_subcommand("validate", "check a scenario without running it");
  const auto options = std::make_shared<ValidateOptions>();
  add_scenario_options(*verb, options->scenario);
  verb->add_flag("--resolved", options->resolved,
                 "print the scenario with every default made explicit");
  verb->callback([options, &action] { action = [options] { return validate(*options); }; });
}

}  // namespace orbitmesh
