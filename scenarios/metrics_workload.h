#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/ids.h"
#include "nodes/records.h"
#include "scenarios/early_stopping.h"
#include "scenarios/run_record.h"
#include "scenarios/statistics.h"
#include "scenarios/statistics_bootstrap.h"

namespace orbitmesh {

/// One percentile of a workload's latency, or why there is none.
struct LatencyPercentile {
  Percentile percentile;
  /// Empty: not supported by N, above a percentile that is not, or nothing answered.
  std::optional<Duration> value;
  std::optional<Interval> interval;  ///< 95 %, [ns]; p50 and p90 only
  double effective_samples = 0;

  /// Too few effective samples for this percentile itself.
  bool lacks_samples() const;
};

/// Answers by what they are worth; see Answer.
struct AnswerCounts {
  std::int64_t correct = 0;
  std::int64_t misread = 0;
  std::int64_t corrupted = 0;
  std::int64_t detected = 0;
  std::int64_t intact = 0;
  std::int64_t tolerable = 0;

  std::int64_t computed() const { return correct + misread + corrupted + detected; }
  /// Drawn ones, of a workload without content.
  std::int64_t modelled() const { return intact + tolerable + corrupted + detected; }
};

/// What became of the contexts of sessions, over answered requests.
struct KvTotals {
  std::int64_t kept = 0;     ///< requests whose server had the session's cache
  std::int64_t moved = 0;    ///< requests whose server was sent it by another
  std::int64_t rebuilt = 0;  ///< requests whose server computed the context again
  std::int64_t rebuilt_tokens = 0;
  Bytes moved_bytes;
};

/// What one workload of one client group came to; its instances are pooled.
struct WorkloadMetrics {
  std::string client;  ///< name of the group
  std::string workload;
  std::int64_t instances = 0;
  std::int64_t issued = 0;
  std::int64_t completed = 0;
  std::int64_t late = 0;
  std::int64_t failed = 0;
  std::int64_t pending = 0;
  /// Failed requests by cause; index = FailureCause.
  std::array<std::int64_t, enum_names(FailureCause{}).size()> failed_by_cause{};
  /// Answered requests by where they ran; index = Tier.
  std::array<std::int64_t, enum_names(Tier{}).size()> answered_by_tier{};
  /// Requests answered away from the client, by node, most first (ties: lowest id).
  std::vector<std::pair<NodeId, std::int64_t>> answered_by_node;
  /// Computed or drawn answers by where they ran; index = Tier.
  std::array<AnswerCounts, enum_names(Tier{}).size()> answers_by_tier{};
  std::string content_model;   ///< empty without content
  WorkloadCounts extra;        ///< beside the first attempts
  std::int64_t compared = 0;   ///< ended requests that had answers of copies to compare
  std::int64_t disagreed = 0;  ///< of these, with different answers
  /// What the first answer to arrive of these was worth, before the comparison.
  AnswerCounts first_answers;
  /// p50, p90 and p99 of issue-to-reply latency over answered requests, late ones
  /// included; failed and pending ones have none.
  std::array<LatencyPercentile, 3> latency{};
  /// Of closed loops and offline arrivals: answers a second, from the first issue to the last
  /// answer; empty for others and without answers.
  std::optional<double> throughput;
  bool has_throughput = false;
  std::optional<LatencyTarget> target;  ///< empty: not judged
  TargetVerdict verdict;                ///< of `target`
  bool generates_tokens = false;        ///< of a language model; else the two below are empty
  /// The same of the time to first token, from arrival at the server, and of the mean time of
  /// the tokens after it.
  std::array<LatencyPercentile, 3> ttft{};
  std::array<LatencyPercentile, 3> tpot{};
  std::int64_t with_ttft = 0;  ///< answers that have one
  std::int64_t with_tpot = 0;
  KvTotals kv;

  std::int64_t answered() const { return completed + late; }
  /// Answers within the deadline, a second of the run.
  double goodput(Duration simulated) const {
    return simulated == Duration() ? 0.0 : static_cast<double>(completed) / simulated.seconds();
  }
  std::int64_t ended() const { return completed + late + failed; }
  /// Computed or drawn answers of all tiers, late ones included.
  AnswerCounts answers() const;
};

/// One entry for each workload, in the order of the scenario. Throws RunError as
/// check_consistency() does.
std::vector<WorkloadMetrics> workload_metrics(const RunRecord& record);

}  // namespace orbitmesh
