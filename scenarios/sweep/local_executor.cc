#include "scenarios/sweep/local_executor.h"

#include <unistd.h>

#include "scenarios/sweep/process_pool.h"

namespace orbitmesh {
namespace {

ProcessJob job_of(const SweepPlan& plan, const SweepFolder& folder, const SweepRun& run,
                  const std::string& program) {
  std::vector<std::string> arguments = {program,
                                        "run",
                                        plan.request.scenario_file,
                                        "--quiet",
                                        "--no-report",
                                        "--end-with",
                                        std::to_string(getpid()),
                                        "--out",
                                        folder.run_folder(run).string()};
  for (const std::string& file : plan.request.profile_files) {
    arguments.insert(arguments.end(), {"--profiles", file});
  }
  for (const std::string& assignment : plan.overrides_of(run)) {
    arguments.insert(arguments.end(), {"--set", assignment});
  }
  return {arguments, folder.log(run), plan.timeout};
}

}  // namespace

SweepStatus execute_locally(const SweepPlan& plan, const SweepFolder& folder,
                            const LocalExecution& execution) {
  SweepStatus status;
  std::vector<const SweepRun*> runs;
  std::vector<ProcessJob> jobs;
  for (const SweepRun& run : plan.runs) {
    if (!execution.shard.holds(run)) continue;
    ++status.total;
    if (folder.finished(run)) {
      ++status.done;
      continue;
    }
    runs.push_back(&run);
    jobs.push_back(job_of(plan, folder, run, execution.program));
  }
  ProcessPoolHooks hooks;
  hooks.before = [&](std::size_t job) { folder.prepare(*runs[job]); };
  // A missed expectation (exit code 1) is a result, not a failure; the folder decides.
  hooks.after = [&](std::size_t job, const ChildEnd& end) {
    if (folder.finished(*runs[job])) {
      ++status.done;
      return;
    }
    ++status.failed;
    const std::string said = last_line(folder.log(*runs[job]));
    folder.set_failed(*runs[job], end.describe() + (said.empty() ? "" : ": " + said));
  };
  hooks.tick = [&](std::size_t running) {
    status.running = static_cast<std::int64_t>(running);
    if (execution.on_change) execution.on_change(status);
  };
  run_processes(jobs, execution.jobs, hooks, execution.interrupted);
  return status;
}

}  // namespace orbitmesh
