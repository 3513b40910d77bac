#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <algorithm>
#include <charconv>
#include <csignal>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "cli/interrupt.h"
#include "cli/output_format.h"
#include "cli/scenario_options.h"
#include "cli/sweep_progress.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/this_program.h"
#include "scenarios/run_folder_io.h"
#include "scenarios/sweep/local_executor.h"
#include "scenarios/sweep/slurm_executor.h"
#include "scenarios/sweep/sweep_summary.h"
#include "scenarios/sweep/sweep_tables.h"

namespace orbitmesh {
namespace {

struct SweepOptions {
  ScenarioOptions scenario;
  std::string out;
  int jobs = 0;
  std::string shard;
  bool merge = false;
  std::string executor = "local";
  std::int64_t shards = 0;
  std::vector<std::string> sbatch;
  bool json = false;
  bool quiet = false;
};

Shard parse_shard(const std::string& text) {
  Shard shard;
  const char* end = text.data() + text.size();
  const auto index = std::from_chars(text.data(), end, shard.index);
  const bool slash = index.ec == std::errc() && index.ptr != end && *index.ptr == '/';
  const auto count = slash ? std::from_chars(index.ptr + 1, end, shard.count) : index;
  if (!slash || count.ec != std::errc() || count.ptr != end || shard.index < 1 ||
      shard.index > shard.count) {
    throw InputError("--shard: '" + text + "' is not i/n with 1 <= i <= n, such as 2/8");
  }
  return shard;
}

int usable_jobs(int asked) {
  return asked > 0 ? asked : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

/// Runs what the options ask for; false when this call has runs of a part alone.
bool execute(const SweepOptions& options, const SweepPlan& plan, const SweepFolder& folder) {
  if (options.merge) return true;
  const std::atomic<bool>& interrupted = catch_interrupts();
  SweepProgress progress(options.quiet);
  const auto show = [&progress](const SweepStatus& status) { progress.update(status); };
  if (options.executor == "slurm") {
    const std::int64_t shards = options.shards > 0 ? options.shards : 2;
    execute_on_slurm(plan, folder,
                     {this_program(), shards, options.jobs > 0 ? options.jobs : 1, options.sbatch,
                      show, &interrupted});
    return true;
  }
  const Shard shard = options.shard.empty() ? Shard{} : parse_shard(options.shard);
  const SweepFolder::Lock lock = folder.lock(shard);
  execute_locally(plan, folder,
                  {this_program(), usable_jobs(options.jobs), shard, show, &interrupted});
  return shard.count == 1;
}

void check(const SweepOptions& options) {
  const bool slurm = options.executor == "slurm";
  if (!options.shard.empty() && (slurm || options.merge)) {
    throw InputError("--shard goes with neither --executor slurm nor --merge");
  }
  if (!slurm && (options.shards > 0 || !options.sbatch.empty())) {
    throw InputError("--shards and --sbatch are for --executor slurm");
  }
  if (!options.shard.empty()) parse_shard(options.shard);
}

ExitCode sweep(const SweepOptions& options) {
  check(options);
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
  const ProfileLibrary library = load_profiles(options.scenario);
  const SweepPlan plan = plan_sweep(
      {options.scenario.file, options.scenario.overrides, options.scenario.profile_files}, library);
  const auto out = std::filesystem::path(options.out.empty() ? "sweeps/" + plan.name : options.out);
  const SweepFolder folder(out, plan);
  if (!execute(options, plan, folder)) return ExitCode::kOk;
  const SweepResults results = collect_sweep(plan, folder);
  write_sweep_database(plan, results, out / "sweep.sqlite");
  write_durably(out / "sweep.csv", sweep_csv(plan, results));
  write_out(options.json ? sweep_summary_json(plan, results, out)
                         : sweep_summary_text(plan, results, out));
  return results.failed > 0 ? ExitCode::kRunError : ExitCode::kOk;
}

}  // namespace

void add_sweep_verb(CLI::App& app, VerbAction& action) {
  CLI::App* verb = app.add_subcommand(
      "sweep", "run a scenario at every point of its [sweep], each run in a process of its own");
  const auto options = std::make_shared<SweepOptions>();
  add_scenario_options(*verb, options->scenario);
  verb->add_option("--out", options->out,
                   "folder of the sweep; a second call with it goes on where the first stopped "
                   "(default: sweeps/<name>)");
  verb->add_option("--jobs", options->jobs, "processes at once (default: one a CPU)")
      ->check(CLI::Range(1, 1024));
  verb->add_option("--shard", options->shard,
                   "run part i of n alone, for several machines on one folder")
      ->type_name("I/N");
  verb->add_flag("--merge", options->merge, "run nothing; combine what has ended");
  verb->add_option("--executor", options->executor, "where runs happen")
      ->check(CLI::IsMember({"local", "slurm"}))
      ->capture_default_str();
  verb->add_option("--shards", options->shards, "slurm: tasks of the job array (default: 2)")
      ->check(CLI::Range(1, 10'000));
  verb->add_option("--sbatch", options->sbatch,
                   "slurm: further argument of sbatch, repeatable, e.g. --sbatch=--partition=long")
      ->allow_extra_args(false);
  verb->add_flag("--json", options->json, "print the summary as JSON");
  verb->add_flag("--quiet", options->quiet, "show no progress");
  verb->callback([options, &action] { action = [options] { return sweep(*options); }; });
}

}  // namespace orbitmesh
