#include "scenarios/metrics_workload.h"

#include <algorithm>
#include <map>

#include "mesh/slot_clock.h"

namespace orbitmesh {
namespace {

/// Number of the access scheduler's slot in which the request was issued.
std::int64_t slot_of(Time issued, Duration slot_edge) {
  const Duration since_edge = issued.since_epoch() - slot_edge;
  const std::int64_t slot = since_edge / SlotClock::kSlot;
  return since_edge < SlotClock::kSlot * slot ? slot - 1 : slot;
}

/// One workload while its requests are gathered.
struct Gathering {
  WorkloadMetrics metrics;
  std::map<NodeId, std::int64_t> answered_by_node;
  std::vector<BlockedValue> latencies_ns;
};

void count(AnswerCounts& counts, Answer answer) {
  switch (answer) {
    case Answer::kNone:
      return;
    case Answer::kCorrect:
      ++counts.correct;
      return;
    case Answer::kMisread:
      ++counts.misread;
      return;
    case Answer::kCorrupted:
      ++counts.corrupted;
      return;
    case Answer::kDetected:
      ++counts.detected;
      return;
    case Answer::kIntact:
      ++counts.intact;
      return;
    case Answer::kTolerable:
      ++counts.tolerable;
      return;
  }
}

void count_comparison(WorkloadMetrics& m, const RequestRecord& request) {
  if (request.first_answer != Answer::kNone || request.disagreed) ++m.compared;
  if (request.disagreed) ++m.disagreed;
  count(m.first_answers, request.first_answer);
}

void gather(Gathering& into, const RequestRecord& request, Duration slot_edge) {
  WorkloadMetrics& m = into.metrics;
  if (request.outcome == Outcome::kPending) {
    ++m.pending;
    return;
  }
  count_comparison(m, request);
  switch (request.outcome) {
    case Outcome::kPending:
      return;
    case Outcome::kFailed:
      ++m.failed;
      ++m.failed_by_cause[static_cast<std::size_t>(request.cause)];
      return;
    case Outcome::kCompleted:
      ++m.completed;
      break;
    case Outcome::kLate:
      ++m.late;
      break;
  }
  ++m.answered_by_tier[static_cast<std::size_t>(request.tier)];
  count(m.answers_by_tier[static_cast<std::size_t>(request.tier)], request.answer);
  if (request.tier != Tier::kLocal && request.node.valid()) {
    ++into.answered_by_node[request.node];
  }
  into.latencies_ns.push_back(
      {(request.ended - request.issued).ns(), slot_of(request.issued, slot_edge)});
}

std::array<LatencyPercentile, 3> latency_percentiles(std::vector<BlockedValue> latencies_ns,
                                                     RngStream stream) {
  std::array<LatencyPercentile, 3> latency{
      {{kP50, {}, {}, 0.0}, {kP90, {}, {}, 0.0}, {kP99, {}, {}, 0.0}}};
  const BlockedSample sample(std::move(latencies_ns));
  if (sample.size() == 0) return latency;
  const auto intervals = bootstrap_intervals(sample, {kP50, kP90}, stream);
  for (std::size_t i = 0; i < latency.size(); ++i) {
    latency[i].effective_samples = sample.effective_size(latency[i].percentile);
    // A tail estimate is no better founded than the body below it, whatever rho says.
    if (i > 0 && !latency[i - 1].value) continue;
    if (latency[i].lacks_samples()) continue;
    latency[i].value = Duration::from_ns(sample.quantile(latency[i].percentile));
    if (i < intervals.size()) latency[i].interval = intervals[i];
  }
  return latency;
}

WorkloadMetrics finish(Gathering gathered, RngStream stream) {
  WorkloadMetrics& m = gathered.metrics;
  m.answered_by_node.assign(gathered.answered_by_node.begin(), gathered.answered_by_node.end());
  std::stable_sort(m.answered_by_node.begin(), m.answered_by_node.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  m.latency = latency_percentiles(std::move(gathered.latencies_ns), stream);
  return std::move(m);
}

std::vector<std::vector<Gathering>> empty_gatherings(const RunEntities& entities) {
  std::vector<std::vector<Gathering>> all;
  for (const ClientGroup& group : entities.groups) {
    std::vector<Gathering>& of_group = all.emplace_back();
    for (const WorkloadInfo& workload : group.workloads) {
      WorkloadMetrics& m = of_group.emplace_back().metrics;
      m.client = group.name;
      m.workload = workload.name;
      m.issued = workload.issued;
      m.content_model = workload.content_model;
      m.extra = workload.extra;
    }
  }
  for (const ClientInfo& client : entities.clients) {
    for (Gathering& gathering : all.at(client.group)) ++gathering.metrics.instances;
  }
  return all;
}

}  // namespace

bool LatencyPercentile::lacks_samples() const {
  return effective_samples < static_cast<double>(minimum_samples(percentile));
}

AnswerCounts WorkloadMetrics::answers() const {
  AnswerCounts all;
  for (const AnswerCounts& of_tier : answers_by_tier) {
    all.correct += of_tier.correct;
    all.misread += of_tier.misread;
    all.corrupted += of_tier.corrupted;
    all.detected += of_tier.detected;
    all.intact += of_tier.intact;
    all.tolerable += of_tier.tolerable;
  }
  return all;
}

std::vector<WorkloadMetrics> workload_metrics(const RunRecord& record) {
  check_consistency(record);
  auto gathered = empty_gatherings(record.entities);
  for (const RequestRecord& request : record.requests) {
    const std::uint32_t group = record.entities.clients[request.client].group;
    gather(gathered[group][request.workload], request, record.slot_edge);
  }
  std::vector<WorkloadMetrics> metrics;
  for (auto& of_group : gathered) {
    for (Gathering& gathering : of_group) {
      RngStream stream(record.seed, "statistics.bootstrap", metrics.size());
      metrics.push_back(finish(std::move(gathering), stream));
    }
  }
  return metrics;
}

}  // namespace orbitmesh
