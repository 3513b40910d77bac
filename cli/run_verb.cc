#include <CLI/App.hpp>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include "cli/interrupt.h"
#include "cli/scenario_options.h"
#include "cli/verbs.h"
#include "scenarios/run_session.h"

namespace orbitmesh {
namespace {

struct RunOptions {
  ScenarioOptions scenario;
  std::string out;
  bool json = false;
  bool quiet = false;
  bool strict = false;
};

ExitCode run(const RunOptions& options) {
  // A full disk is reported by write(), not by a signal.
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
  const std::atomic<bool>& interrupted = catch_interrupts();
  const ProfileLibrary library = load_profiles(options.scenario);
  const Scenario scenario = load(options.scenario, library);
  RunRequest request{scenario, library, {}, !options.quiet, &interrupted};
  if (!options.out.empty()) request.out = std::filesystem::path(options.out);
  const RunOutcome outcome = execute_run(request);
  std::fputs((options.json ? outcome.json : outcome.text).c_str(), stdout);
  if (options.strict && !outcome.warnings.empty()) return ExitCode::kRefusedByStrict;
  return outcome.expectations_met ? ExitCode::kOk : ExitCode::kExpectationFailed;
}

}  // namespace

void add_run_verb(CLI::App& app, VerbAction& action) {
  CLI::App* verb = app.add_subcommand("run", "run a scenario and write a run folder");
  const auto options = std::make_shared<RunOptions>();
  add_scenario_options(*verb, options->scenario);
  verb->add_option("--out", options->out,
                   "run folder to make; must not exist or be empty "
                   "(default: runs/<name>-<seed>-NNN)");
  verb->add_flag("--json", options->json, "print the summary as JSON");
  verb->add_flag("--quiet", options->quiet, "show no progress");
  verb->add_flag("--strict", options->strict, "exit with 4 when the run has warnings");
  verb->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace orbitmesh
