#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/time.h"
#include "nodes/active_request.h"
#include "nodes/attempt_sender.h"
#include "nodes/client_setup.h"
#include "nodes/workload_counts.h"

namespace orbitmesh {

/// Writes down what becomes of a client's requests and attempts: each in one record, and
/// each remote attempt in one observation for its policy.
class RequestLedger {
 public:
  /// All references must outlive the object. `workloads` is the number of the client's.
  RequestLedger(const ClientContext& context, AttemptSender& sender, std::size_t workloads)
      : context_(context), sender_(sender), counts_(workloads) {}

  /// Ends an attempt now, and takes it off the board.
  void close_attempt(const ActiveRequest& active, ActiveAttempt& attempt, FailureCause cause);
  /// Ends a request now, with the node, tier, wait and service of one of its attempts.
  void close(const ActiveRequest& active, std::size_t last_attempt, Outcome outcome,
             FailureCause cause);

  /// Tells the policy how an attempt went, unless it knows.
  void tell_policy(const ActiveRequest& active, ActiveAttempt& attempt,
                   std::optional<Duration> latency);

  void count_retry(const ActiveRequest& active) { ++counts_[active.request.workload].retries; }
  /// Retries and repetitions so far.
  const WorkloadCounts& counts(std::uint32_t workload) const { return counts_[workload]; }

 private:
  void tell_policy_of_end(const ActiveRequest& active, const RequestRecord& request) const;

  const ClientContext& context_;
  AttemptSender& sender_;
  std::vector<WorkloadCounts> counts_;
};

}  // namespace orbitmesh
