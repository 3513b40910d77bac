#include "scenarios/sweep/slurm_executor.h"

#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>
#include <thread>
#include <utility>

#include "core/error.h"
#include "scenarios/run_folder_io.h"
#include "scenarios/sweep/child_process.h"

namespace orbitmesh {
namespace {

namespace fs = std::filesystem;

constexpr int kMostSubmissions = 3;
constexpr auto kPollInterval = std::chrono::seconds(2);
constexpr Duration kCommandLimit = Duration::from_s(60);
constexpr int kMostFailedPolls = 150;  // five minutes without an answer from squeue

std::string shell_quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

struct CommandResult {
  bool succeeded = false;
  std::string output;
  std::string end;
};

class SlurmExecutor {
 public:
  SlurmExecutor(const SweepPlan& plan, const SweepFolder& folder, const SlurmExecution& execution)
      : plan_(plan), folder_(folder), execution_(execution), ended_(plan.runs.size(), false) {
    fs::create_directories(folder.path() / "slurm");
  }

  SweepStatus execute() {
    for (int attempt = 0; attempt < kMostSubmissions && open_runs() > 0; ++attempt) {
      const std::string array = submit(array_arguments(), "shard.sh", shard_script());
      jobs_ = array;
      const std::string merge =
          submit({"--dependency=afterany:" + array}, "merge.sh", merge_script());
      jobs_ += "," + merge;
      wait();
    }
    if (const std::int64_t open = open_runs(); open > 0) {
      throw RunError(fmt::format(
          "{} of {} runs have not ended after {} job arrays; see the logs in '{}'", open,
          plan_.runs.size(), kMostSubmissions, (folder_.path() / "slurm").string()));
    }
    return status();
  }

 private:
  std::vector<std::string> array_arguments() const {
    return {fmt::format("--array=1-{}", execution_.shards), "--requeue",
            fmt::format("--cpus-per-task={}", execution_.jobs)};
  }

  // The call of this sweep again, with other options at the end.
  std::string script(const std::string& options) const {
    const SweepRequest& request = plan_.request;
    std::string text = "#!/bin/sh\nexec " + shell_quoted(execution_.program) + " sweep " +
                       shell_quoted(fs::absolute(request.scenario_file).string()) +
                       " --quiet --out " + shell_quoted(fs::absolute(folder_.path()).string());
    for (const std::string& file : request.profile_files) {
      text += " --profiles " + shell_quoted(fs::absolute(file).string());
    }
    for (const std::string& assignment : request.overrides) {
      text += " --set " + shell_quoted(assignment);
    }
    return text + " " + options + "\n";
  }

  std::string shard_script() const {
    return script(fmt::format("--jobs {} --shard \"$SLURM_ARRAY_TASK_ID/{}\"", execution_.jobs,
                              execution_.shards));
  }
  std::string merge_script() const { return script("--merge"); }

  std::string submit(const std::vector<std::string>& options, const std::string& name,
                     const std::string& text) const {
    const fs::path file = folder_.path() / "slurm" / name;
    write_durably(file, text);
    const fs::path log = fs::absolute(folder_.path() / "slurm" / "%A-%a.txt");
    std::vector<std::string> arguments = {"sbatch", "--parsable", "--job-name=orbitmesh",
                                          "--output=" + log.string()};
    arguments.insert(arguments.end(), options.begin(), options.end());
    arguments.insert(arguments.end(), execution_.sbatch_arguments.begin(),
                     execution_.sbatch_arguments.end());
    arguments.push_back(file.string());
    const CommandResult result = command(arguments);
    if (!result.succeeded) {
      throw RunError(fmt::format("sbatch failed ({}): {}", result.end, result.output));
    }
    return result.output.substr(0, result.output.find_first_of(";\n"));  // "JOB;CLUSTER"
  }

  CommandResult command(const std::vector<std::string>& arguments) const {
    std::vector<std::string> through_env = {"/usr/bin/env"};
    through_env.insert(through_env.end(), arguments.begin(), arguments.end());
    const fs::path log = folder_.path() / "slurm" / (arguments[0] + ".out");
    ChildProcess process(through_env, log, kCommandLimit);
    std::optional<ChildEnd> end;
    while (!(end = process.poll())) wait_for_any({&process}, Duration::from_ms(500));
    std::ifstream stream(log);
    std::ostringstream output;
    output << stream.rdbuf();
    return {end->how == ChildEnd::How::kExited && end->code == 0, output.str(), end->describe()};
  }

  // Until neither the array nor the merge job is in the queue.
  void wait() {
    int failed_polls = 0;
    for (;;) {
      if (execution_.interrupted != nullptr && *execution_.interrupted) {
        command({"scancel", "--quiet", jobs_});
        throw Interrupted();
      }
      if (execution_.on_change) execution_.on_change(status());
      const CommandResult queue =
          command({"squeue", "--noheader", "--jobs=" + jobs_, "--format=%T"});
      const bool unknown = queue.output.find("Invalid job id") != std::string::npos;
      if (unknown ||
          (queue.succeeded && queue.output.find_first_not_of(" \n") == std::string::npos)) {
        return;
      }
      failed_polls = queue.succeeded ? 0 : failed_polls + 1;
      if (failed_polls > kMostFailedPolls) {
        throw RunError(fmt::format("squeue does not answer ({}): {}; the jobs {} may go on",
                                   queue.end, queue.output, jobs_));
      }
      std::this_thread::sleep_for(kPollInterval);
    }
  }

  bool has_ended(const SweepRun& run) {
    const auto index = static_cast<std::size_t>(run.index);
    if (!ended_[index]) ended_[index] = folder_.finished(run);
    return ended_[index];
  }

  std::int64_t open_runs() {
    std::int64_t open = 0;
    for (const SweepRun& run : plan_.runs) {
      if (!has_ended(run) && !folder_.failure(run)) ++open;
    }
    return open;
  }

  SweepStatus status() {
    SweepStatus status;
    status.total = static_cast<std::int64_t>(plan_.runs.size());
    for (const SweepRun& run : plan_.runs) {
      if (has_ended(run)) {
        ++status.done;
      } else if (folder_.failure(run)) {
        ++status.failed;
      }
    }
    return status;
  }

  const SweepPlan& plan_;
  const SweepFolder& folder_;
  const SlurmExecution& execution_;
  std::vector<bool> ended_;
  std::string jobs_;
};

}  // namespace

SweepStatus execute_on_slurm(const SweepPlan& plan, const SweepFolder& folder,
                             const SlurmExecution& execution) {
  return SlurmExecutor(plan, folder, execution).execute();
}

}  // namespace orbitmesh
