#pragma once

#include <cstdint>

#include "core/event_loop.h"
#include "core/units.h"
#include "mesh/network.h"
#include "nodes/known_requests.h"
#include "nodes/request_board.h"
#include "nodes/server.h"

namespace orbitmesh {

/// The network's side of a Server: queues what arrives and replies on the connection it
/// came from. A request that its client wants to be remembered, and that comes again, is
/// answered with the first one instead of being executed; a probe is answered at once with
/// queue_outlook(). All arguments must outlive it.
class ServerEndpoint final : public RequestListener {
 public:
  ServerEndpoint(EventLoop& loop, Server& server, RequestBoard& board)
      : loop_(loop), server_(server), board_(board) {}

  void on_request(Connection& connection, Message message) override;

  /// Repeated requests so far that were not executed.
  std::int64_t repeated() const { return repeated_; }

 private:
  using Peer = KnownRequests::Peer;

  bool take_known(const BoardEntry& entry, const Peer& peer);
  void submit(const BoardEntry& entry, const Peer& peer);
  void answer_probe(const BoardEntry& entry, const Peer& peer);
  void on_served(const Peer& peer, const ServiceReport& report);
  void on_lost(std::uint64_t message_id);
  void serve(const Peer& peer, const ServiceReport& report);
  void refuse(const Peer& peer);

  EventLoop& loop_;
  Server& server_;
  RequestBoard& board_;
  KnownRequests known_;
  std::int64_t repeated_ = 0;
};

}  // namespace orbitmesh
