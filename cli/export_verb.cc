#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "cli/output_format.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/quantity.h"
#include "scenarios/export/chrome_trace.h"
#include "scenarios/export/csv_export.h"
#include "scenarios/stored_run.h"

namespace orbitmesh {
namespace {

namespace fs = std::filesystem;

struct ExportOptions {
  std::string folder;
  std::string csv;
  std::string trace;
  std::string from;
  std::string to;
  std::int64_t most = TraceSelection().most;
};

/// The database of a run's or a sweep's folder.
fs::path database_of(const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder / "sweep.sqlite", error)) return folder / "sweep.sqlite";
  read_stored_run(folder);  // says what is wrong with it
  return folder / "results.sqlite";
}

TraceSelection selection_of(const ExportOptions& options) {
  TraceSelection selection;
  if (!options.from.empty()) selection.begin = Time() + parse_quantity<Duration>(options.from);
  if (!options.to.empty()) selection.end = Time() + parse_quantity<Duration>(options.to);
  selection.most = options.most;
  return selection;
}

ExitCode export_results(const ExportOptions& options) {
  if (options.csv.empty() && options.trace.empty()) {
    throw InputError("nothing to export; give --csv FOLDER or --trace FILE");
  }
  const fs::path database = database_of(options.folder);
  if (!options.csv.empty()) {
    const auto tables = export_csv(database, options.csv);
    write_out(fmt::format("{} tables in {}\n", tables.size(), options.csv));
  }
  if (!options.trace.empty()) {
    if (database.filename() != "results.sqlite") {
      throw InputError("--trace shows the requests of one run; give the folder of a run");
    }
    const std::int64_t requests =
        write_chrome_trace(database, options.trace, selection_of(options));
    write_out(fmt::format("{} requests in {}\n", requests, options.trace));
  }
  return ExitCode::kOk;
}

}  // namespace

void add_export_verb(CLI::App& app, VerbAction& action) {
  CLI::App* verb =
      app.add_subcommand("export", "write results of a run or sweep as CSV or as a trace");
  const auto options = std::make_shared<ExportOptions>();
  verb->add_option("folder", options->folder, "folder of a run or sweep")->required();
  verb->add_option("--csv", options->csv, "write every table as a file of this new folder");
  verb->add_option("--trace", options->trace,
                   "write requests as a trace for chrome://tracing or Perfetto");
  verb->add_option("--from", options->from, "trace: requests issued from here on, e.g. '10 min'");
  verb->add_option("--to", options->to, "trace: and before");
  verb->add_option("--most", options->most, "trace: as many requests at most")
      ->check(CLI::Range(1, 10'000'000))
      ->capture_default_str();
  verb->callback([options, &action] { action = [options] { return export_results(*options); }; });
}

}  // namespace orbitmesh
