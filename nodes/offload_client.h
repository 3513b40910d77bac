#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "nodes/client_setup.h"
#include "nodes/client_view.h"
#include "nodes/connection_opener.h"
#include "nodes/connection_pool.h"
#include "nodes/local_accelerator.h"
#include "nodes/queue_prober.h"
#include "nodes/queue_reports.h"
#include "nodes/request_stream.h"
#include "nodes/requests_in_flight.h"
#include "nodes/workload.h"
#include "nodes/workload_counts.h"

namespace orbitmesh {

/// Issues the requests of a client's workloads, places each by its policy, sends it, and
/// follows it to its end. Every request issued is recorded exactly once: issued =
/// completed + late + failed + pending.
///
/// A request has a copy at each place that its placement names (inference/placement.h): the
/// primary one at once, a further one at its time, as soon as a copy has failed, or when all
/// before it have answered without a quorum. A copy has one attempt and, where the workload
/// has retries, further ones while it has no answer. The answer that makes the quorum ends
/// the request, the first one where nothing is compared; an attempt that is open then is
/// recorded as superseded. When nothing is left that could answer, or the client gives up at
/// issue + give_up, the answer given most often ends it; without any it fails with its last
/// attempt. It is late when that is after issue + deadline.
///
/// Requests are issued at their scheduled times, whatever has become of those before. Where
/// arrivals wait for answers (ArrivalKind::kSingleStream, kMultiStream), the time is that of
/// the answer; a request that failed counts as answered at its deadline at the earliest, so
/// that a client which nobody serves does not issue without end.
class OffloadClient final : private ConnectionPool::Listener {
 public:
  /// Throws InputError for a workload that RequestStream rejects.
  OffloadClient(const ClientContext& context, const ClientSetup& setup,
                std::vector<Workload> workloads);
  OffloadClient(const OffloadClient&) = delete;
  OffloadClient& operator=(const OffloadClient&) = delete;

  /// Schedules the first arrivals. Once, before the loop runs.
  void start();

  /// Ends the run now: records what is under way as pending, in order of issue. Nothing is
  /// recorded after it. Once, when the loop no longer runs.
  void finish() { in_flight_.finish(); }

  /// Requests issued so far by one of its workloads, counted apart from the records.
  std::int64_t issued(std::uint32_t workload) const { return streams_[workload].requests.issued(); }
  std::int64_t issued() const;
  std::int64_t in_flight() const { return static_cast<std::int64_t>(in_flight_.size()); }
  /// What one of its workloads sent beside the first attempts.
  WorkloadCounts counts(std::uint32_t workload) const;

 private:
  struct Stream {
    RequestStream requests;
    std::deque<std::uint64_t> unchecked;  ///< requests whose deadline has not been looked at
  };

  void schedule_next(std::uint32_t stream);
  void issue(std::uint32_t stream);
  void check_deadlines(Stream& stream);
  void on_ended(const RequestRecord& request, Outcome outcome);

  void on_reply(std::uint64_t message_id) override;
  void on_lost(std::uint64_t message_id, FailureCause cause) override;

  ClientContext context_;
  ClientSetup setup_;
  std::vector<Stream> streams_;
  ConnectionPool pool_;
  LocalAccelerator local_;
  QueueReports reports_;
  ClientView view_;
  QueueProber prober_;
  RequestsInFlight in_flight_;
  std::vector<std::unique_ptr<ConnectionOpener>> openers_;
};

}  // namespace orbitmesh
