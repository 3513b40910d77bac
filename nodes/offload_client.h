#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "nodes/active_request.h"
#include "nodes/client_setup.h"
#include "nodes/client_view.h"
#include "nodes/connection_pool.h"
#include "nodes/local_accelerator.h"
#include "nodes/queue_reports.h"
#include "nodes/request_stream.h"
#include "nodes/workload.h"

namespace orbitmesh {

/// Issues the requests of a client's workloads, places each by its policy, sends it, and
/// follows it to its end. Every request issued is recorded exactly once: issued =
/// completed + late + failed + pending.
///
/// A request has one attempt where its policy places it and, where the placement says so,
/// a second one on the client's own accelerator: at the fallback's time, or as soon as the
/// first attempt has failed. The first answer ends the request; an attempt that is still
/// open then is recorded as superseded. Otherwise a request fails with its last attempt:
/// a refusal or a broken connection is not retried. A reply counts when it arrives before
/// the client gives up, at issue + give_up; it is late when it arrives after issue +
/// deadline.
class OffloadClient final : private ConnectionPool::Listener {
 public:
  /// Throws InputError for a workload that RequestStream rejects.
  OffloadClient(const ClientContext& context, const ClientSetup& setup,
                std::vector<Workload> workloads);
  OffloadClient(const OffloadClient&) = delete;
  OffloadClient& operator=(const OffloadClient&) = delete;

  /// Schedules the first arrivals. Once, before the loop runs.
  void start();

  /// Ends the run at `end`: records what is under way as pending, in order of issue.
  /// Nothing is recorded after it. Once, when the loop no longer runs.
  void finish(Time end);

  /// Requests issued so far by one of its workloads, counted apart from the records.
  std::int64_t issued(std::uint32_t workload) const { return streams_[workload].requests.issued(); }
  std::int64_t issued() const;
  std::int64_t in_flight() const { return static_cast<std::int64_t>(active_.size()); }

 private:
  struct Stream {
    RequestStream requests;
    std::deque<std::uint64_t> unchecked;  ///< requests whose deadline has not been looked at
  };
  using ActiveMap = std::map<std::uint64_t, ActiveRequest>;  // by request id

  void schedule_next(std::uint32_t stream);
  void issue(std::uint32_t stream);
  const Workload& workload_of(const ActiveRequest& active) const {
    return streams_[active.request.workload].requests.workload();
  }
  void schedule_end(ActiveRequest& active, const Placement& placement);

  void start_attempt(ActiveMap::iterator it, Tier tier, NodeId node);
  bool submit_locally(const ActiveRequest& active, std::size_t attempt);
  void start_fallback(ActiveMap::iterator it);

  void on_reply(std::uint64_t message_id) override;
  void on_lost(std::uint64_t message_id, bool was_up) override;
  void on_local_done(std::uint64_t message_id, const ServiceReport& report);
  void on_local_lost(std::uint64_t message_id);
  void on_give_up(std::uint64_t request_id);

  /// The open attempt of that message; `it` is the end when it has gone.
  struct Found {
    ActiveMap::iterator it;
    std::size_t attempt;
  };
  Found find(std::uint64_t message_id);

  void answered(ActiveMap::iterator it, std::size_t attempt, Answer answer);
  void attempt_failed(ActiveMap::iterator it, std::size_t attempt, FailureCause cause);
  void close_attempt(ActiveRequest& active, ActiveAttempt& attempt, FailureCause cause, Time at);
  void close(ActiveMap::iterator it, std::size_t last_attempt, Outcome outcome, FailureCause cause,
             Time at);

  void check_deadlines(Stream& stream);
  void tell_policy(const ActiveRequest& active, ActiveAttempt& attempt,
                   std::optional<Duration> latency);

  ClientContext context_;
  ClientSetup setup_;
  std::vector<Stream> streams_;
  ConnectionPool pool_;
  LocalAccelerator local_;
  QueueReports reports_;
  ClientView view_;
  ActiveMap active_;
};

}  // namespace orbitmesh
