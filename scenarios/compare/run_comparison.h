#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/replicate_estimate.h"
#include "scenarios/stored_run.h"

namespace orbitmesh {

/// A workload in two runs, slot by slot of 15 s: what the satellites' schedule makes
/// independent. Differences are B minus A over the slots in which both have requests.
struct WorkloadComparison {
  std::string name;                                          ///< "inspector.gauge"
  std::optional<ReplicateEstimate> deadline_met_difference;  ///< of the shares of a slot
  std::optional<ReplicateEstimate> latency_difference_ms;    ///< of the mean latencies of a slot
  std::vector<double> latencies_a_ms;                        ///< ascending
  std::vector<double> latencies_b_ms;
};

/// A metric of two runs.
struct MetricComparison {
  std::string name;
  std::string unit;
  std::optional<double> a;
  std::optional<double> b;

  bool differs() const { return a != b; }
};

struct RunComparison {
  StoredRun a;
  StoredRun b;
  std::vector<WorkloadComparison> workloads;  ///< that both runs have, in A's order
  std::vector<MetricComparison> metrics;      ///< of either run, A's first

  bool identical() const { return a.digest == b.digest; }
};

/// Compares two finished runs. Throws InputError when a folder is not that of one.
RunComparison compare_runs(const std::filesystem::path& a, const std::filesystem::path& b);

}  // namespace orbitmesh
