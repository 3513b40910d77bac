#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/replicate_estimate.h"
#include "scenarios/stored_run.h"
#include "scenarios/sweep/sweep_folder.h"

namespace orbitmesh {

/// One run of a sweep as it ended.
struct SweepRunResult {
  SweepRun run;
  std::optional<StoredRun> stored;  ///< empty when it failed
  std::string failure;              ///< why, of a run that failed
};

/// A metric at one point.
struct PointMetric {
  std::string name;
  std::string unit;
  ReplicateEstimate value;
  /// This point minus the first one, replication by replication (under common random
  /// numbers); empty for the first point and where no replication has both.
  std::optional<ReplicateEstimate> difference;
};

/// What a sweep showed.
struct SweepResults {
  std::vector<SweepRunResult> runs;              ///< in the plan's order
  std::vector<std::vector<PointMetric>> points;  ///< of each point, its metrics in their order
  std::string digest;                            ///< of the plan and of every run's digest
  std::int64_t failed = 0;
};

/// Reads all runs. Throws InputError when one has neither finished nor failed, saying how
/// many there are, or when a run's files are damaged.
SweepResults collect_sweep(const SweepPlan& plan, const SweepFolder& folder);

}  // namespace orbitmesh
