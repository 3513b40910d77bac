#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "scenarios/sweep/sweep_folder.h"

namespace orbitmesh {

/// How far a sweep has come.
struct SweepStatus {
  std::int64_t total = 0;  ///< runs of this shard
  std::int64_t done = 0;   ///< finished, in this call or before
  std::int64_t failed = 0;
  std::int64_t running = 0;
};

struct LocalExecution {
  std::string program;  ///< path of `orbitmesh`
  int jobs = 1;         ///< processes at once
  Shard shard;
  std::function<void(const SweepStatus&)> on_change;  ///< also once a second
  const std::atomic<bool>* interrupted = nullptr;
};

/// Runs what is not finished of the shard, each run in a process of its own: one that crashes
/// or exceeds the plan's time limit is noted as failed, the others go on. A run that failed in
/// an earlier call is tried again. Throws Interrupted, after it has stopped the running ones,
/// and RunError when processes cannot be started or the folder cannot be written.
SweepStatus execute_locally(const SweepPlan& plan, const SweepFolder& folder,
                            const LocalExecution& execution);

}  // namespace orbitmesh
