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
  std::vector<DecidedRequest> decided;  ///< where the workload has a target
  Time first_issue = Time::max();
  Time last_answer;
  std::vector<BlockedValue> ttfts_ns;
  std::vector<BlockedValue> tpots_ns;
};

/// A pending request is decided when its deadline has passed.
void gather_for_target(Gathering& into, const RequestRecord& request, Duration simulated) {
  if (!into.metrics.target) return;
  const bool pending = request.outcome == Outcome::kPending;
  const Duration due = request.issued.since_epoch() + request.deadline;
  if (pending && !(due < simulated)) return;
  into.decided.push_back({request.client, request.issued, request.outcome == Outcome::kCompleted});
}

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

void count(KvTotals& totals, const KvUse& use) {
  if (use.moved != Bytes{}) {
    ++totals.moved;
  } else if (use.cached > 0) {
    ++totals.kept;
  }
  if (use.rebuilt > 0) ++totals.rebuilt;
  totals.rebuilt_tokens += use.rebuilt;
  totals.moved_bytes = totals.moved_bytes + use.moved;
}

void count_comparison(WorkloadMetrics& m, const RequestRecord& request) {
  if (request.first_answer != Answer::kNone || request.disagreed) ++m.compared;
  if (request.disagreed) ++m.disagreed;
  count(m.first_answers, request.first_answer);
}

void gather(Gathering& into, const RequestRecord& request, Duration slot_edge) {
  WorkloadMetrics& m = into.metrics;
  into.first_issue = std::min(into.first_issue, request.issued);
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
  into.last_answer = std::max(into.last_answer, request.ended);
  ++m.answered_by_tier[static_cast<std::size_t>(request.tier)];
  count(m.answers_by_tier[static_cast<std::size_t>(request.tier)], request.answer);
  if (request.tier != Tier::kLocal && request.node.valid()) {
    ++into.answered_by_node[request.node];
  }
  const std::int64_t slot = slot_of(request.issued, slot_edge);
  into.latencies_ns.push_back({(request.ended - request.issued).ns(), slot});
  if (request.detail.ttft) into.ttfts_ns.push_back({request.detail.ttft->ns(), slot});
  if (request.detail.tpot) into.tpots_ns.push_back({request.detail.tpot->ns(), slot});
  count(m.kv, request.detail.kv);
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

WorkloadMetrics finish(Gathering gathered, Duration slot_edge, RngStream stream) {
  WorkloadMetrics& m = gathered.metrics;
  const Duration span = gathered.last_answer - gathered.first_issue;
  if (m.has_throughput && m.answered() > 0 && Duration() < span) {
    m.throughput = static_cast<double>(m.answered()) / span.seconds();
  }
  if (m.target) m.verdict = judge(std::move(gathered.decided), *m.target, slot_edge);
  m.answered_by_node.assign(gathered.answered_by_node.begin(), gathered.answered_by_node.end());
  std::stable_sort(m.answered_by_node.begin(), m.answered_by_node.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  m.with_ttft = static_cast<std::int64_t>(gathered.ttfts_ns.size());
  m.with_tpot = static_cast<std::int64_t>(gathered.tpots_ns.size());
  m.latency = latency_percentiles(std::move(gathered.latencies_ns), stream);
  m.ttft = latency_percentiles(std::move(gathered.ttfts_ns), stream);
  m.tpot = latency_percentiles(std::move(gathered.tpots_ns), stream);
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
      m.generates_tokens = workload.generates_tokens;
      m.extra = workload.extra;
      m.has_throughput =
          is_closed_loop(workload.arrival) || workload.arrival == ArrivalKind::kOffline;
      m.target = workload.target;
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
    Gathering& gathering = gathered[group][request.workload];
    gather(gathering, request, record.slot_edge);
    gather_for_target(gathering, request, record.simulated);
  }
  std::vector<WorkloadMetrics> metrics;
  for (auto& of_group : gathered) {
    for (Gathering& gathering : of_group) {
      RngStream stream(record.seed, "statistics.bootstrap", metrics.size());
      metrics.push_back(finish(std::move(gathering), record.slot_edge, stream));
    }
  }
  return metrics;
}

}  // namespace orbitmesh
