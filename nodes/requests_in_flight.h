#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>

#include "core/ids.h"
#include "core/time.h"
#include "nodes/active_request.h"
#include "nodes/attempt_sender.h"
#include "nodes/client_setup.h"
#include "nodes/client_view.h"
#include "nodes/connection_pool.h"
#include "nodes/queue_reports.h"
#include "nodes/request_ledger.h"
#include "nodes/workload_counts.h"

namespace orbitmesh {

/// Follows the requests of a client from their placement to their end, each recorded once. See
/// OffloadClient for what ends a request.
class RequestsInFlight final : private AttemptSender::Listener {
 public:
  /// Called when a request has ended, but not at the run's end.
  using EndListener = std::function<void(const RequestRecord& request, Outcome outcome)>;

  /// All references must outlive the object. `workloads` is the number of the client's.
  RequestsInFlight(const ClientContext& context, NodeId host, std::size_t workloads,
                   ConnectionPool& pool, LocalAccelerator& local, QueueReports& reports,
                   ClientView& view, EndListener on_ended);
  RequestsInFlight(const RequestsInFlight&) = delete;
  RequestsInFlight& operator=(const RequestsInFlight&) = delete;

  /// Starts a request where its policy has placed it, or ends it where it has not.
  void start(ActiveRequest request, const Placement& placement);
  void on_reply(std::uint64_t message_id);
  void on_lost(std::uint64_t message_id, FailureCause cause);

  /// Tells the policy of a request whose deadline has passed without an answer. Returns
  /// false when the deadline is yet to come.
  bool tell_of_deadline(std::uint64_t request_id);

  /// Ends what is under way as pending, in order of issue.
  void finish();

  std::size_t size() const { return active_.size(); }
  /// Retries and repetitions so far.
  const WorkloadCounts& counts(std::uint32_t workload) const { return ledger_.counts(workload); }

 private:
  using ActiveMap = std::map<std::uint64_t, ActiveRequest>;  // by request id

  void schedule(ActiveRequest& active);
  void start_copy(std::uint64_t request_id, std::size_t copy);
  void send_attempt(ActiveMap::iterator it, std::size_t copy);
  void schedule_retry(ActiveRequest& active, std::size_t copy);
  void retry(std::uint64_t request_id, std::size_t copy);
  void move_on(const ActiveRequest& active, ActiveCopy& copy);

  void on_local_done(std::uint64_t message_id, const ServiceReport& report) override;
  void on_local_lost(std::uint64_t message_id) override;
  void on_head_done(std::uint64_t message_id) override;
  void on_give_up(std::uint64_t request_id);

  /// The open attempt of that message; `it` is the end when it has gone.
  struct Found {
    ActiveMap::iterator it;
    std::size_t attempt;
  };
  Found find(std::uint64_t message_id);

  void answered(ActiveMap::iterator it, std::size_t attempt, const ComputedAnswer& answer);
  void attempt_failed(ActiveMap::iterator it, std::size_t attempt, FailureCause cause);
  /// Ends a request to which no more answers will come.
  void conclude(ActiveMap::iterator it, std::size_t last_attempt, FailureCause cause);
  /// Ends the attempt that was answered, and as superseded those open beside it that match.
  template <class Which>
  void end_attempts(ActiveRequest& active, std::size_t answered, Which which);
  void accept(ActiveMap::iterator it, std::size_t attempt);
  void close(ActiveMap::iterator it, std::size_t last_attempt, Outcome outcome, FailureCause cause);

  const ClientContext& context_;
  NodeId host_;
  AttemptSender sender_;
  RequestLedger ledger_;
  LocalAccelerator& local_;
  QueueReports& reports_;
  ClientView& view_;
  EndListener on_ended_;
  ActiveMap active_;
};

}  // namespace orbitmesh
