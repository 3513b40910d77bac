#include <fmt/format.h>

#include <CLI/App.hpp>
#include <cstdio>
#include <memory>
#include <string>

#include "cli/scenario_options.h"
#include "cli/verbs.h"
#include "scenarios/catalogue_info.h"
#include "scenarios/resolved.h"
#include "scenarios/validation.h"
#include "scenarios/world.h"

namespace orbitmesh {
namespace {

struct ValidateOptions {
  ScenarioOptions scenario;
  bool resolved = false;
};

/// What the scenario takes from each catalogue, with what to know before trusting it.
std::string catalogues_of(const Scenario& scenario) {
  std::string text;
  for (const ConstellationSection& section : scenario.constellations) {
    if (!section.catalogue) continue;
    const CatalogueInfo info = catalogue_info(section, scenario_epoch(scenario));
    text += fmt::format(
        "constellation {}: {} element sets, {} satellites in {} shells, {} without lasers\n",
        info.constellation, info.element_sets, info.in_grid, info.shells, info.without_lasers);
    for (const std::string& remark : info.remarks) text += fmt::format("  {}\n", remark);
  }
  return text;
}

ExitCode validate(const ValidateOptions& options) {
  const ProfileLibrary library = load_profiles(options.scenario);
  const Scenario scenario = load(options.scenario, library);
  const World world(scenario);  // outages and timelines name things of it
  if (options.resolved) {
    std::fputs(resolved_toml(scenario).c_str(), stdout);
  } else {
    std::printf("%s: valid\n%s", options.scenario.file.c_str(), catalogues_of(scenario).c_str());
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
