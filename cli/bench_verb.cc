#include <fmt/format.h>

#include <CLI/App.hpp>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "bench/bench_registry.h"
#include "bench/load_curves.h"
#include "bench/measurement.h"
#include "bench/performance_page.h"
#include "bench/row_json.h"
#include "cli/verbs.h"

namespace orbitmesh {
namespace {

struct BenchOptions {
  std::vector<std::string> names;
  bool json = false;
  bool list = false;
  bool page = false;
  bool tiny = false;
  bool load_plot = false;
  std::string measure;
};

void print_row(const BenchRow& row) {
  const std::string value = row.value ? fmt::format("{:.6g}", *row.value) : "-";
  std::printf("%-32s %14s %-18s", row.name.c_str(), value.c_str(), row.unit.c_str());
  if (row.ratio) std::printf(" %6.2f x reference %.6g", *row.ratio, *row.reference);
  std::printf("\n");
  if (!row.note.empty()) std::printf("    %s\n", row.note.c_str());
  std::fflush(stdout);
}

ExitCode bench(const BenchOptions& options) {
  const BenchSize size = options.tiny ? BenchSize::kTiny : BenchSize::kFull;
  if (!options.measure.empty()) {
    std::puts(measurement_line(options.measure, size).c_str());
    return ExitCode::kOk;
  }
  if (options.load_plot) {
    std::fputs(load_curves_svg(size).c_str(), stdout);
    return ExitCode::kOk;
  }
  const std::vector<std::string> names = options.names.empty() ? bench_names() : options.names;
  std::vector<BenchRow> rows;
  for (const std::string& name : names) {
    if (options.list) {
      std::puts(name.c_str());
      continue;
    }
    rows.push_back(run_bench(name, size));
    if (!options.json && !options.page) print_row(rows.back());
  }
  if (options.page && !options.list) std::fputs(performance_page(rows).c_str(), stdout);
  if (options.json && !options.list) std::puts(rows_to_json(rows).c_str());
  return ExitCode::kOk;
}

}  // namespace

void add_bench_verb(CLI::App& app, VerbAction& action) {
  CLI::App* verb = app.add_subcommand("bench", "measure speed against plain designs");
  const auto options = std::make_shared<BenchOptions>();
  verb->add_option("names", options->names, "benchmarks to run (default: all)");
  verb->add_flag("--json", options->json, "print rows as JSON");
  verb->add_flag("--page", options->page, "print rows as the Markdown of docs/performance.md");
  verb->add_flag("--load-plot", options->load_plot,
                 "print the picture of cost against load of docs/performance.md (SVG)");
  verb->add_flag("--list", options->list, "print the names alone");
  verb->add_flag("--tiny", options->tiny, "the same code for an instant; the figures mean nothing");
  // Each simulation runs in a process of its own; this is how bench starts it.
  verb->add_option("--measure", options->measure)->group("");
  verb->callback([options, &action] { action = [options] { return bench(*options); }; });
}

}  // namespace orbitmesh
