#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include "cli/end_with.h"
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
  WorkerPoolOptions workers;
  double worker_limit_s = 5;
  bool quiet = false;
  bool strict = false;
  bool report = true;
  int end_with = 0;  ///< parent process; 0 for none
};

WorkerPoolOptions worker_options(const RunOptions& options) {
  WorkerPoolOptions workers = options.workers;
  workers.worker_limit = Duration::from_seconds(options.worker_limit_s);
  if (workers.allow_plain_tcp && is_exposed(workers)) {
    fmt::print(stderr,
               "warning: --plain-tcp: whoever reaches {} can read the requests and choose the "
               "answers; --curve-key and --curve-worker prevent it\n",
               workers.endpoint);
  }
  return workers;
}

ExitCode run(const RunOptions& options) {
  if (options.end_with > 0) end_with(options.end_with);
  // A full disk is reported by write(), not by a signal.
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
  const std::atomic<bool>& interrupted = catch_interrupts();
  const ProfileLibrary library = load_profiles(options.scenario);
  const Scenario scenario = load(options.scenario, library);
  RunRequest request{
      scenario, library, {}, !options.quiet, &interrupted, worker_options(options), options.report};
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
  verb->add_option("--workers", options->workers.workers,
                   "threads, or with ipc://auto processes, that execute content")
      ->check(CLI::Range(1, 64));
  verb->add_option("--worker-endpoint", options->workers.endpoint,
                   "inproc (default), ipc://auto, or where 'orbitmesh worker --connect' comes to: "
                   "ipc://PATH, tcp://HOST:PORT");
  verb->add_option("--curve-key", options->workers.curve_key_file,
                   "tcp: file with this end's CURVE key pair");
  verb->add_option("--curve-worker", options->workers.curve_worker_files,
                   "tcp: file with the public keys of workers that may connect, or folder with "
                   "files *.pub; repeatable")
      ->allow_extra_args(false);
  verb->add_flag("--plain-tcp", options->workers.allow_plain_tcp,
                 "permit tcp from other machines without CURVE: unchecked and unencrypted");
  verb->add_option("--worker-limit", options->worker_limit_s,
                   "seconds without any worker after which the run fails (default: 5)")
      ->check(CLI::Range(0.1, 86400.0));
  verb->add_option("--worker-in-flight", options->workers.in_flight,
                   "requests that one worker has at most (default: 64); a slow one has fewer")
      ->check(CLI::Range(1, 4096));
  verb->add_option("--end-with", options->end_with)->group("");  // for the processes of a sweep
  verb->add_flag("--json", options->json, "print the summary as JSON");
  verb->add_flag("--quiet", options->quiet, "show no progress");
  verb->add_flag("--report,!--no-report", options->report, "write report.html (default: yes)");
  verb->add_flag("--strict", options->strict, "exit with 4 when the run has warnings");
  verb->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace orbitmesh
