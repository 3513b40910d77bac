#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

#include "core/event_loop.h"
#include "core/units.h"
#include "mesh/network.h"
#include "nodes/cache_fetcher.h"
#include "nodes/known_requests.h"
#include "nodes/request_board.h"
#include "nodes/server.h"

namespace orbitmesh {

/// The network's side of a Server: queues what arrives and replies on the connection it
/// came from. A request that its client wants to be remembered, and that comes again, is
/// answered with the first one instead of being executed; a probe is answered at once with
/// queue_outlook(), a question for weights or for a session's cache with those. The cache of a
/// session that is at another node is fetched before its request is queued, or rebuilt. A server
/// that hangs replies nothing. All arguments must outlive it.
class ServerEndpoint final : public RequestListener {
 public:
  ServerEndpoint(EventLoop& loop, Server& server, RequestBoard& board)
      : loop_(loop), server_(server), board_(board) {}

  /// From now on caches of sessions are fetched over `network` where a request wants it; else
  /// they are rebuilt.
  void fetch_over(Network& network) { caches_.emplace(loop_, network, board_, server_.node()); }

  void on_request(Connection& connection, Message message) override;

  /// Lets every reply tell the share of the node's battery that is charged, as `charge` says it
  /// then.
  void tell_charge(std::function<std::optional<double>()> charge) { charge_ = std::move(charge); }

  /// Repeated requests so far that were not executed.
  std::int64_t repeated() const { return repeated_; }

 private:
  using Peer = KnownRequests::Peer;

  bool take_known(const BoardEntry& entry, const Peer& peer);
  void take(const BoardEntry& entry, const Peer& peer);
  void fetch_and_submit(const BoardEntry& entry, const Peer& peer);
  void submit(const BoardEntry& entry, const Peer& peer, const KvUse& kv, Duration fetched_for);
  void answer_probe(const BoardEntry& entry, const Peer& peer);
  ServerStatus refusal() const;
  void give_weights(const Peer& peer);
  void answer_fetch(const Peer& peer);
  void on_served(const Peer& peer, const ServiceReport& report);
  void on_lost(std::uint64_t message_id);
  void serve(const Peer& peer, const ServiceReport& report);
  void refuse(const Peer& peer, ServerStatus status);

  EventLoop& loop_;
  Server& server_;
  RequestBoard& board_;
  KnownRequests known_;
  std::function<std::optional<double>()> charge_;
  std::optional<CacheFetcher> caches_;
  std::int64_t repeated_ = 0;
};

}  // namespace orbitmesh
