#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "cli/interrupt.h"
#include "cli/output_format.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/temporary_folder.h"
#include "core/this_program.h"
#include "scenarios/regress/regression_report.h"
#include "scenarios/run_folder_io.h"

namespace orbitmesh {
namespace {

struct RegressOptions {
  std::string folder;
  std::string out;
  std::vector<std::string> overrides;
  std::vector<std::string> profile_files;
  int jobs = 0;
  bool update = false;
  std::string reason;
  std::string junit;
  std::string markdown;
  bool annotations = false;
  bool json = false;
  bool quiet = false;
};

void check(const RegressOptions& options) {
  if (options.update && options.reason.find_first_not_of(' ') == std::string::npos) {
    throw InputError("--update rewrites baselines; say why with --reason 'TEXT'");
  }
  if (!options.update && !options.reason.empty()) throw InputError("--reason goes with --update");
  if (options.update && !options.overrides.empty()) {
    throw InputError("--update makes baselines of the scenarios as they stand, without --set");
  }
}

RegressionResults run(const RegressOptions& options, const std::filesystem::path& out) {
  ProfileLibrary library = ProfileLibrary::built_in();
  for (const std::string& file : options.profile_files) library.add_file(file);
  RegressionRequest request;
  request.folder = options.folder;
  request.out = out;
  request.profile_files = options.profile_files;
  request.overrides = options.overrides;
  request.program = this_program();
  request.jobs = options.jobs > 0
                     ? options.jobs
                     : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  request.interrupted = &catch_interrupts();
  std::size_t shown = 0;
  if (!options.quiet) {
    request.on_change = [&shown](std::size_t ended, std::size_t total) {
      if (ended == shown) return;
      shown = ended;
      std::fprintf(stderr, "%zu of %zu runs\n", ended, total);
    };
  }
  return run_regression(request, library);
}

ExitCode update(const RegressOptions& options, const RegressionResults& results) {
  bool all = true;
  for (const ScenarioRegression& scenario : results) {
    const std::filesystem::path file = baseline_file(scenario.file);
    if (!scenario.failure.empty()) {
      std::fprintf(stderr, "orbitmesh: %s stays as it is; the run failed: %s\n",
                   file.string().c_str(), scenario.failure.c_str());
      all = false;
      continue;
    }
    write_durably(file, baseline_json(updated_baseline(scenario, options.reason)));
    write_out(fmt::format("{} written\n", file.string()));
  }
  return all ? ExitCode::kOk : ExitCode::kRunError;
}

ExitCode report(const RegressOptions& options, const RegressionResults& results) {
  if (!options.junit.empty()) write_durably(options.junit, regression_junit(results));
  if (!options.markdown.empty()) write_durably(options.markdown, regression_markdown(results));
  write_out(options.json ? regression_json(results) : regression_text(results));
  if (options.annotations) write_out(regression_annotations(results));
  const bool failed = std::any_of(results.begin(), results.end(),
                                  [](const ScenarioRegression& s) { return s.failed(); });
  return failed ? ExitCode::kExpectationFailed : ExitCode::kOk;
}

ExitCode regress(const RegressOptions& options) {
  check(options);
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
  const TemporaryFolder scratch;
  const std::filesystem::path out =
      options.out.empty() ? scratch.path() : std::filesystem::path(options.out);
  const RegressionResults results = run(options, out);
  return options.update ? update(options, results) : report(options, results);
}

}  // namespace

void add_regress_verb(CLI::App& app, VerbAction& action) {
  CLI::App* verb = app.add_subcommand(
      "regress", "run all scenarios of a folder and compare with their baselines");
  const auto options = std::make_shared<RegressOptions>();
  verb->add_option("folder", options->folder, "folder of *.toml with NAME.baseline.json beside")
      ->required();
  verb->add_option("--set", options->overrides, "override a key in every scenario, repeatable")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  verb->add_option("--profiles", options->profile_files, "file with further profiles, repeatable")
      ->type_name("FILE")
      ->allow_extra_args(false);
  verb->add_option("--jobs", options->jobs, "runs at once (default: one a CPU)")
      ->check(CLI::Range(1, 1024));
  verb->add_option("--out", options->out, "keep the run folders here (default: not kept)");
  verb->add_flag("--update", options->update, "write the present results as baselines");
  verb->add_option("--reason", options->reason, "with --update: why results are other than before");
  verb->add_option("--junit", options->junit, "write JUnit XML to this file");
  verb->add_option("--markdown", options->markdown, "write a Markdown summary to this file");
  verb->add_flag("--annotations", options->annotations,
                 "print workflow commands of GitHub Actions for what failed");
  verb->add_flag("--json", options->json, "print the results as JSON");
  verb->add_flag("--quiet", options->quiet, "show no progress");
  verb->callback([options, &action] { action = [options] { return regress(*options); }; });
}

}  // namespace orbitmesh
