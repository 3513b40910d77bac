#include "scenarios/sweep/sweep_results.h"

#include <fmt/format.h>

#include <map>
#include <utility>

#include "core/digest.h"
#include "core/error.h"

namespace orbitmesh {
namespace {

/// Values of one metric at one point, by replication.
struct Replicates {
  std::string unit;
  std::map<std::int64_t, double> values;
};

struct PointValues {
  std::vector<std::string> names;  ///< in the order of the first run that has them
  std::map<std::string, Replicates, std::less<>> metrics;
};

void add(PointValues& point, std::int64_t replication, const Metric& metric) {
  if (!metric.value) return;
  const auto [entry, is_new] = point.metrics.try_emplace(metric.name);
  if (is_new) {
    point.names.push_back(metric.name);
    entry->second.unit = metric.unit;
  }
  entry->second.values.emplace(replication, *metric.value);
}

std::optional<ReplicateEstimate> difference(const Replicates& a, const Replicates* first) {
  if (first == nullptr) return std::nullopt;
  std::vector<double> differences;
  for (const auto& [replication, value] : a.values) {
    const auto other = first->values.find(replication);
    if (other != first->values.end()) differences.push_back(value - other->second);
  }
  if (differences.empty()) return std::nullopt;
  return estimate(differences);
}

std::vector<PointMetric> estimates(const PointValues& point, const PointValues* first) {
  std::vector<PointMetric> metrics;
  for (const std::string& name : point.names) {
    const Replicates& replicates = point.metrics.find(name)->second;
    std::vector<double> values;
    for (const auto& entry : replicates.values) values.push_back(entry.second);
    const Replicates* reference = nullptr;
    if (first != nullptr) {
      const auto found = first->metrics.find(name);
      if (found != first->metrics.end()) reference = &found->second;
    }
    metrics.push_back({name, replicates.unit, estimate(values), difference(replicates, reference)});
  }
  return metrics;
}

std::vector<SweepRunResult> read_runs(const SweepPlan& plan, const SweepFolder& folder) {
  std::vector<SweepRunResult> runs;
  std::int64_t open = 0;
  for (const SweepRun& run : plan.runs) {
    SweepRunResult result{run, std::nullopt, {}};
    if (folder.finished(run)) {
      result.stored = read_stored_run(folder.run_folder(run));
    } else if (const auto failure = folder.failure(run)) {
      result.failure = *failure;
    } else {
      ++open;
    }
    runs.push_back(std::move(result));
  }
  if (open > 0) {
    throw InputError(fmt::format("{} of {} runs in '{}' have not ended yet", open, plan.runs.size(),
                                 folder.path().string()));
  }
  return runs;
}

std::string digest_of(const SweepPlan& plan, const std::vector<SweepRunResult>& runs) {
  Digest digest;
  digest.add(plan.digest);
  for (const SweepRunResult& run : runs) digest.add(run.stored ? run.stored->digest : "failed");
  return digest.hex();
}

}  // namespace

SweepResults collect_sweep(const SweepPlan& plan, const SweepFolder& folder) {
  SweepResults results;
  results.runs = read_runs(plan, folder);
  std::vector<PointValues> values(plan.points.size());
  for (const SweepRunResult& run : results.runs) {
    if (!run.stored) {
      ++results.failed;
      continue;
    }
    PointValues& point = values[static_cast<std::size_t>(run.run.point)];
    for (const Metric& metric : run.stored->metrics) add(point, run.run.replication, metric);
  }
  for (std::size_t p = 0; p < values.size(); ++p) {
    results.points.push_back(estimates(values[p], p == 0 ? nullptr : &values.front()));
  }
  results.digest = digest_of(plan, results.runs);
  return results;
}

}  // namespace orbitmesh
