#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/event_loop.h"
#include "core/ids.h"
#include "core/time.h"
#include "mesh/network.h"
#include "mesh/path_view.h"
#include "nodes/connection_pool.h"
#include "nodes/records.h"
#include "nodes/request_board.h"
#include "nodes/request_ids.h"
#include "nodes/server.h"
#include "nodes/workload.h"

namespace orbitmesh {

/// What all clients of a run share. Everything must outlive the clients.
struct ClientContext {
  EventLoop& loop;
  Network& network;
  const PathView& paths;
  RequestBoard& board;
  RequestIds& ids;
  RecordSink& records;
  std::uint64_t seed = 0;
};

/// One client instance: a robot, a car.
struct ClientSetup {
  std::uint32_t index = 0;                     ///< in the run; stands in the records
  std::string name;                            ///< of the client in the scenario ("inspector")
  std::uint64_t instance = 0;                  ///< number of this instance among those of that name
  NodeId host;                                 ///< its vertex of the mesh
  Server* local = nullptr;                     ///< its own accelerator, or null
  Duration idle_close = Duration::from_s(60);  ///< of an unused connection
};

/// Issues the requests of a client's workloads, places each by its policy, sends it, and
/// follows it to its end. Every request issued is recorded exactly once: issued =
/// completed + late + failed + pending.
///
/// One attempt a request: a refusal, a broken connection or a missing placement fails it
/// at once. A reply counts when it arrives before the client gives up, at issue +
/// give_up; it is late when it arrives after issue + deadline.
class OffloadClient final : private ConnectionPool::Listener {
 public:
  /// Throws InputError for a workload whose deadline or give_up is out of range, or
  /// whose arrivals are (ArrivalProcess). Draws depend on the seed, the names of client
  /// and workload, and the instance.
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
  std::int64_t issued(std::uint32_t workload) const { return streams_[workload].issued; }
  std::int64_t issued() const;
  std::int64_t in_flight() const { return static_cast<std::int64_t>(active_.size()); }

 private:
  struct Stream {
    Workload workload;
    ArrivalProcess arrivals;
    std::int64_t issued = 0;
    std::vector<NodeId> satellites;
    std::vector<NodeId> ground;
  };
  struct Active {
    RequestRecord request;
    AttemptRecord attempt;
    EventHandle give_up;
  };
  using ActiveMap = std::map<std::uint64_t, Active>;  // by request id

  void schedule_next(std::uint32_t stream);
  void issue(std::uint32_t stream);
  Active begin(const Workload& workload, std::uint32_t stream);
  const PolicyView& view_of(const Stream& stream);
  void place(Active& active, const Placement& placement, const Workload& workload);
  bool dispatch(const Active& active, const Workload& workload);

  void on_reply(std::uint64_t message_id) override;
  void on_lost(std::uint64_t message_id, bool was_up) override;
  void on_local_done(std::uint64_t request_id, const ServiceReport& report);
  void on_give_up(std::uint64_t request_id);

  void answered(ActiveMap::iterator it);
  void failed(ActiveMap::iterator it, FailureCause cause);
  void read_board(Active& active) const;
  void close(ActiveMap::iterator it, Outcome outcome, FailureCause cause, Time at);

  ClientContext context_;
  ClientSetup setup_;
  std::vector<Stream> streams_;
  ConnectionPool pool_;
  ActiveMap active_;
  PolicyView view_;  // kept for its capacity
};

}  // namespace orbitmesh
