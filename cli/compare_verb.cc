#include <CLI/App.hpp>
#include <memory>
#include <string>

#include "cli/output_format.h"
#include "cli/verbs.h"
#include "scenarios/compare/comparison_report.h"
#include "scenarios/run_folder_io.h"

namespace orbitmesh {
namespace {

struct CompareOptions {
  std::string a;
  std::string b;
  std::string page;
  bool json = false;
};

ExitCode compare(const CompareOptions& options) {
  const RunComparison comparison = compare_runs(options.a, options.b);
  if (!options.page.empty()) write_durably(options.page, comparison_html(comparison));
  write_out(options.json ? comparison_json(comparison) : comparison_text(comparison));
  return ExitCode::kOk;
}

}  // namespace

void add_compare_verb(CLI::App& app, VerbAction& action) {
  CLI::App* verb = app.add_subcommand("compare", "say what differs between two finished runs");
  const auto options = std::make_shared<CompareOptions>();
  verb->add_option("a", options->a, "folder of the first run")->required();
  verb->add_option("b", options->b, "folder of the second run")->required();
  verb->add_option("--page", options->page, "write the latency distributions as an HTML page");
  verb->add_flag("--json", options->json, "print JSON");
  verb->callback([options, &action] { action = [options] { return compare(*options); }; });
}

}  // namespace orbitmesh
