#include <CLI/App.hpp>
#include <cstdio>
#include <memory>

#include "cli/verbs.h"
#include "scenarios/reference_page.h"

namespace orbitmesh {

void add_schema_verb(CLI::App& app, VerbAction& action) {
  CLI::App* verb = app.add_subcommand("schema", "print what a scenario file may contain");
  verb->add_flag("--page", "as a Markdown page, the only form so far");
  verb->callback([&action] {
    action = [] {
      std::fputs(scenario_reference_page().c_str(), stdout);
      return ExitCode::kOk;
    };
  });
}

}  // namespace orbitmesh
