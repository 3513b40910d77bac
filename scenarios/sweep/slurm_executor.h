#pragma once

#include <atomic>
#include <functional>
#include <string>

#include "scenarios/sweep/local_executor.h"
#include "scenarios/sweep/sweep_folder.h"

namespace orbitmesh {

struct SlurmExecution {
  std::string program;  ///< path of `orbitmesh`, valid on the nodes too
  std::int64_t shards = 1;
  int jobs = 1;                               ///< processes at once in one array task
  std::vector<std::string> sbatch_arguments;  ///< further ones, as "--partition=batch"
  std::function<void(const SweepStatus&)> on_change;
  const std::atomic<bool>* interrupted = nullptr;
};

/// Runs what is not finished as a Slurm job array, one task a shard. Every task is
/// `orbitmesh sweep ... --shard i/n`, which goes on where an earlier one stopped, so Slurm may
/// requeue it at any time. Waits for the array, by squeue(1), and submits it again, a few times,
/// while runs are left that neither finished nor failed. When interrupted it cancels the array.
/// Throws RunError when Slurm's commands fail or the array ends without having ended all runs.
SweepStatus execute_on_slurm(const SweepPlan& plan, const SweepFolder& folder,
                             const SlurmExecution& execution);

}  // namespace orbitmesh
