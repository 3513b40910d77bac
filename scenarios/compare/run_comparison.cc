#include "scenarios/compare/run_comparison.h"

#include <algorithm>
#include <map>
#include <utility>

#include "scenarios/sqlite_reader.h"

namespace orbitmesh {
namespace {

/// Sums over the requests of one workload in one slot.
struct SlotSums {
  double ended = 0;
  double met = 0;
  double answered = 0;
  double latency_ms = 0;
};

struct WorkloadRequests {
  std::string name;
  std::map<std::int64_t, SlotSums> slots;
  std::vector<double> latencies_ms;
};

std::vector<WorkloadRequests> read(const std::filesystem::path& folder) {
  const SqliteReader results(folder / "results.sqlite");
  std::vector<WorkloadRequests> workloads;
  SelectStatement rows(results,
                       "SELECT c.group_name || '.' || w.name, r.issued_ns / 15000000000, "
                       "r.outcome, r.latency_ns FROM request r JOIN client c USING (client_id) "
                       "JOIN workload w ON w.group_id = c.group_id AND w.workload_id = "
                       "r.workload_id WHERE r.outcome != 'pending' ORDER BY c.group_id, "
                       "r.workload_id");
  while (rows.next()) {
    const std::string name = rows.text(0);
    if (workloads.empty() || workloads.back().name != name) workloads.emplace_back().name = name;
    SlotSums& slot = workloads.back().slots[rows.integer(1)];
    slot.ended += 1;
    slot.met += rows.text(2) == "completed" ? 1 : 0;
    if (rows.is_null(3)) continue;
    const double latency_ms = static_cast<double>(rows.integer(3)) / 1e6;
    slot.answered += 1;
    slot.latency_ms += latency_ms;
    workloads.back().latencies_ms.push_back(latency_ms);
  }
  for (WorkloadRequests& w : workloads) std::sort(w.latencies_ms.begin(), w.latencies_ms.end());
  return workloads;
}

std::optional<ReplicateEstimate> estimate_if_any(const std::vector<double>& values) {
  if (values.empty()) return std::nullopt;
  return estimate(values);
}

WorkloadComparison compare(WorkloadRequests a, WorkloadRequests b) {
  std::vector<double> met;
  std::vector<double> latency;
  for (const auto& [slot, of_a] : a.slots) {
    const auto found = b.slots.find(slot);
    if (found == b.slots.end()) continue;
    const SlotSums& of_b = found->second;
    met.push_back(of_b.met / of_b.ended - of_a.met / of_a.ended);
    if (of_a.answered > 0 && of_b.answered > 0) {
      latency.push_back(of_b.latency_ms / of_b.answered - of_a.latency_ms / of_a.answered);
    }
  }
  return {a.name, estimate_if_any(met), estimate_if_any(latency), std::move(a.latencies_ms),
          std::move(b.latencies_ms)};
}

std::vector<MetricComparison> compare_metrics(const StoredRun& a, const StoredRun& b) {
  std::vector<MetricComparison> metrics;
  for (const Metric& metric : a.metrics) {
    const Metric* other = b.find(metric.name);
    metrics.push_back(
        {metric.name, metric.unit, metric.value, other == nullptr ? std::nullopt : other->value});
  }
  for (const Metric& metric : b.metrics) {
    if (a.find(metric.name) == nullptr) {
      metrics.push_back({metric.name, metric.unit, std::nullopt, metric.value});
    }
  }
  return metrics;
}

}  // namespace

RunComparison compare_runs(const std::filesystem::path& a, const std::filesystem::path& b) {
  RunComparison comparison{read_stored_run(a), read_stored_run(b), {}, {}};
  comparison.metrics = compare_metrics(comparison.a, comparison.b);
  std::vector<WorkloadRequests> of_b = read(b);
  for (WorkloadRequests& workload : read(a)) {
    const auto found = std::find_if(of_b.begin(), of_b.end(), [&](const WorkloadRequests& other) {
      return other.name == workload.name;
    });
    if (found == of_b.end()) continue;
    comparison.workloads.push_back(compare(std::move(workload), std::move(*found)));
  }
  return comparison;
}

}  // namespace orbitmesh
