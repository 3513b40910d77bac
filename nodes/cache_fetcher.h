#pragma once

#include <cstdint>
#include <functional>
#include <map>

#include "core/event_loop.h"
#include "core/ids.h"
#include "core/time.h"
#include "core/units.h"
#include "inference/model_profile.h"
#include "mesh/network.h"
#include "nodes/request_board.h"

namespace orbitmesh {

/// Fetches key-value caches of sessions from other serving nodes, as messages over the mesh:
/// each over a connection of its own, its handshake included.
class CacheFetcher final : private ConnectionListener {
 public:
  using OnEnd = std::function<void(bool came)>;

  /// For `node`. All references must outlive the object.
  CacheFetcher(EventLoop& loop, Network& network, RequestBoard& board, NodeId node)
      : loop_(loop), network_(network), board_(board), node_(node) {}
  CacheFetcher(const CacheFetcher&) = delete;
  CacheFetcher& operator=(const CacheFetcher&) = delete;

  /// Asks `from`, which must serve, for the cache of the session of a request that is here.
  /// Calls `on_end` once: true when all of it has come, false when `from` is down, the
  /// connection breaks, or `limit` has passed.
  void fetch(std::uint64_t request_message, NodeId from, const ModelProfile& model, Bytes cache,
             Time limit, OnEnd on_end);

 private:
  struct Fetch {
    Connection* connection = nullptr;
    OnEnd on_end;
    EventHandle timer;
  };

  void on_ready(Connection&) override {}
  void on_reply(Connection& connection, Message message) override;
  void on_down(Connection& connection, CloseCause cause) override;
  void on_lost(Connection& connection, Message message, LossCause cause) override;
  void end(std::uint64_t message_id, bool came);

  EventLoop& loop_;
  Network& network_;
  RequestBoard& board_;
  NodeId node_;
  std::map<std::uint64_t, Fetch> fetches_;  // by message id
};

}  // namespace orbitmesh
