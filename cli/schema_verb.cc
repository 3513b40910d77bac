#include <CLI/App.hpp>
#include <memory>

#include "cli/output_format.h"
#include "cli/verbs.h"
#include "scenarios/json_schema.h"
#include "scenarios/reference_page.h"

namespace orbitmesh {

void add_schema_verb(CLI::App& app, VerbAction& action) {
  CLI::App* verb = app.add_subcommand("schema", "print what a scenario file may contain");
  const auto page = std::make_shared<bool>(false);
  verb->add_flag("--page", *page, "as a Markdown page instead of a JSON Schema");
  verb->callback([page, &action] {
    action = [page] {
      write_out(*page ? scenario_reference_page() : scenario_json_schema());
      return ExitCode::kOk;
    };
  });
}

}  // namespace orbitmesh
