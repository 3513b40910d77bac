#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/energy_metrics.h"
#include "scenarios/metrics_network.h"
#include "scenarios/metrics_nodes.h"
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
  std::vector<NodeMetrics> nodes;
  std::vector<WorkloadEnergy> energies;  ///< index as in workloads
  std::optional<BusMetrics> buses;
};

/// Throws RunError when the record contradicts itself (check_consistency).
RunMetrics compute_metrics(const RunRecord& record);

/// All metrics, in the order of the scenario (docs/results.md defines them):
/// - client.<client>.<workload>. issued, completed, late, failed, pending, deadline_met
///   (completed over all that ended), latency_p50_ms, latency_p90_ms, latency_p99_ms,
///   share_local, share_satellite, share_ground (over answered requests); with content
///   also accuracy (correct over computed answers) and the counts wrong (silently
///   corrupted), detected and misread, and wrong_at_first (of the first answers to arrive,
///   where copies are compared); without content, where radiation acts on some node, the counts
///   wrong, tolerable, detected and intact of drawn answers, and wrong_at_first;
/// - client.<client>.<workload>. goodput (answers in time a second), retries, repeated (attempts
///   that their server did not execute again), probe_bytes, disagreed; of closed loops and offline
///   arrivals throughput (answers a second), with a target valid, blocks, blocks_over and
///   blocks_needed (scenarios/early_stopping.h);
/// - terminal.<name>.handovers (from one satellite to another);
/// - flow.<name>. goodput_bit_s (TCP, CBR), loss (CBR, ping), rtt_p50_ms and rtt_p99_ms (ping),
///   sent_bytes and received_bytes (ns3-application);
/// - faults.seu, .sefi, .sdc, .due, .sel, .wear_out where radiation acts on some node: as they
/// happened, with the
///   run's acceleration;
/// - mitigation.drains, .drained_s, .refused, .drained_idle_j, .reboots, .power_cycles, .lost,
///   .resumed, .silent_s,
///   .down_s, .reloads, .reload_bytes, .reload_s where nodes have a recovery or drain;
/// - client.<client>.<workload>. energy_per_answer_j, compute_per_answer_j, idle_per_answer_j,
///   radio_per_answer_j, bytes_per_answer;
/// - power.mean_clock, power.least_clock, power.off_share, power.hottest_junction_k,
///   power.least_charge_j where buses limit accelerators;
/// - network.drops.
std::vector<Metric> list_metrics(const RunRecord& record, const RunMetrics& metrics);

/// Names of the metrics that a run over these entities has.
std::vector<std::string> metric_names(const RunEntities& entities);

}  // namespace orbitmesh
