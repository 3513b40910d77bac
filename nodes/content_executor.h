#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/ids.h"
#include "inference/content_backend.h"
#include "inference/fault_outcome.h"
#include "nodes/computed_answer.h"
#include "nodes/content_job.h"
#include "nodes/content_samples.h"
#include "nodes/flip_source.h"
#include "nodes/records.h"

namespace orbitmesh {

/// How the content of a run was computed. None of it reaches a result.
struct ContentCounters {
  std::int64_t dispatched = 0;    ///< to the backend, in all
  std::int64_t redispatched = 0;  ///< of these, because flips had changed or logic was wrong
  std::int64_t foreseen = 0;      ///< jobs whose work was under way before they came
  std::int64_t collected = 0;
};

/// Computes the content of requests while virtual time goes on. A job is dispatched as soon
/// as its content is fixed, with the flips that its node has then; when service begins with
/// other flips, or is struck, that work is discarded and dispatched anew; when service ends, the
/// answer is collected, waiting for it if need be. The answer depends on model, sample, flips at
/// the start of service, and whether it was struck. One object a run.
///
/// Where the samples of requests to come are known (ContentJob::sequence), their content is
/// dispatched before they are issued, many at a time, as their predecessor's node has it: a
/// worker is woken once for all of them. A job that turns out otherwise is dispatched for itself.
///
/// Jobs are named by the id of their attempt (nodes/request_ids.h). A job without content
/// is never begun, and every call for it is a no-op.
class ContentExecutor {
 public:
  /// Backend and faults must outlive the executor; null `faults` means intact weights. `seed` is
  /// that of the run.
  ContentExecutor(ContentBackend& backend, const FlipSource* faults, std::uint64_t seed)
      : backend_(backend), faults_(faults), seed_(seed) {}
  ContentExecutor(const ContentExecutor&) = delete;
  ContentExecutor& operator=(const ContentExecutor&) = delete;

  /// The samples that WorkloadContent::input names; `set` must outlive the executor.
  void add_inputs(const std::string& name, const ContentSamples& set);

  /// Content at `node` is computed with that protection from now on; without a call with none.
  void protect(NodeId node, Protection protection) { protections_[node] = protection; }

  /// Dispatches a job for `node` ahead of its service. No-op for a job under way. Throws
  /// std::invalid_argument for an unknown set or a sample outside it.
  void prepare(std::uint64_t job, const ContentJob& content, NodeId node);
  /// Service begins at `node`: settles the flips that the answer will have. Prepares the
  /// job when that has not been done.
  void start(std::uint64_t job, const ContentJob& content, NodeId node);
  /// Logic gives a wrong result during service: one bit of what the node computes is inverted,
  /// uniform over all of them by the run's seed and the job. Once a job: a further strike does
  /// nothing, nor does one of a job that is not under way or for which the node computes nothing.
  void strike(std::uint64_t job);
  /// Service ends: the answer, or none for a job that is not under way. Throws RunError
  /// when the content could not be computed.
  ComputedAnswer finish(std::uint64_t job);
  /// The answer will not be asked for. No-op for a job that is not under way.
  void discard(std::uint64_t job);

  std::size_t under_way() const { return jobs_.size(); }
  const ContentCounters& counters() const { return counters_; }

 private:
  struct Job {
    ContentJob content;
    std::vector<WeightBit> flips;
    Protection protection = Protection::kNone;
    std::optional<ActivationBit> activation;
    std::uint64_t dispatch = 0;  // id at the backend
  };

  /// What was dispatched for requests to come, by their number.
  struct Outlook {
    std::deque<Job> ahead;
    std::uint64_t until = 0;  ///< numbers below it were dispatched, if ever
  };

  const std::vector<WeightBit>& flips_at(NodeId node, const ContentJob& content) const;
  Job job_of(const ContentJob& content, NodeId node) const;
  bool adopt(Job& job);
  void look_ahead(const ContentJob& content, NodeId node);
  const ContentSamples& samples_of(const ContentJob& content) const;
  WorkerRequest request_of(const Job& job) const;
  void dispatch(Job& job);
  void dispatch_anew(Job& job);

  ContentBackend& backend_;
  const FlipSource* faults_;
  std::uint64_t seed_;
  std::map<std::string, const ContentSamples*> inputs_;
  std::map<NodeId, Protection> protections_;
  // Looked up by id only, never iterated.
  std::unordered_map<std::uint64_t, Job> jobs_;
  std::unordered_map<const SampleSequence*, Outlook> outlooks_;
  std::uint64_t last_dispatch_ = 0;
  ContentCounters counters_;
};

}  // namespace orbitmesh
