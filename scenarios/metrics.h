#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/metrics_network.h"
#include "scenarios/metrics_workload.h"
#include "scenarios/run_record.h"

namespace orbitmesh {

/// A named figure of a run, as [[expect]], the result store and --json know it.
struct Metric {
  std::string name;  ///< "client.inspector.gauge.deadline_met"
  std::string unit;  ///< "1" for counts and shares
  std::optional<double> value;
  std::string reason;  ///< why there is no value
};

/// The figures behind metrics and summary, computed once.
struct RunMetrics {
  std::vector<WorkloadMetrics> workloads;
  std::vector<TerminalMetrics> terminals;
  std::vector<LinkMetrics> links;
};

/// Throws RunError when the record contradicts itself (check_consistency).
RunMetrics compute_metrics(const RunRecord& record);

/// All metrics, in the order of the scenario:
/// - client.<client>.<workload>. issued, completed, late, failed, pending, deadline_met
///   (completed over all that ended), latency_p50_ms, latency_p90_ms, latency_p99_ms,
///   share_local, share_satellite, share_ground (over answered requests);
/// - terminal.<name>.handovers;
/// - flow.<name>. goodput_bit_s (TCP, CBR), loss (CBR, ping), rtt_p50_ms (ping);
/// - network.drops.
std::vector<Metric> list_metrics(const RunRecord& record, const RunMetrics& metrics);

/// Names of the metrics that a run over these entities has.
std::vector<std::string> metric_names(const RunEntities& entities);

}  // namespace orbitmesh
