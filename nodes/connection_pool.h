#pragma once

#include <cstdint>
#include <map>

#include "core/event_loop.h"
#include "core/ids.h"
#include "core/time.h"
#include "inference/policy_view.h"
#include "mesh/network.h"
#include "nodes/records.h"
#include "nodes/request_board.h"

namespace orbitmesh {

/// The persistent connections of one client host: one a server, opened on first use,
/// closed after `idle_close` without use.
class ConnectionPool final : private ConnectionListener {
 public:
  class Listener {
   public:
    virtual ~Listener() = default;
    virtual void on_reply(std::uint64_t message_id) = 0;
    /// The message or its reply was lost.
    virtual void on_lost(std::uint64_t message_id, FailureCause cause) = 0;
  };

  /// All references must outlive the pool.
  ConnectionPool(EventLoop& loop, Network& network, RequestBoard& board, NodeId host,
                 Duration idle_close, Listener& listener);
  ConnectionPool(const ConnectionPool&) = delete;
  ConnectionPool& operator=(const ConnectionPool&) = delete;

  /// Sends a message that stands on the board.
  void send(NodeId server, Message message);
  /// Opens a connection, if there is none, and counts it as used now.
  void keep_open(NodeId server) { open(server).last_used = loop_.now(); }
  /// Whether the handshake with `server` had finished since the message was sent.
  bool was_up(NodeId server, std::uint64_t message_id) const;

  ConnectionState state(NodeId server) const;
  /// Since when it has tried to open, or to open again after a breakdown; 0 unless
  /// state() is kOpening.
  Duration opening_for(NodeId server) const;

 private:
  struct Link {
    Connection* connection = nullptr;
    Time last_used;
    Time opening_since;  ///< beginning of the newest handshake
    /// Messages without a reply, and whether the connection was up for them.
    std::map<std::uint64_t, bool> unsettled;
  };

  void on_ready(Connection& connection) override;
  void on_reply(Connection& connection, Message message) override;
  void on_down(Connection& connection, CloseCause cause) override;
  void on_lost(Connection& connection, Message message, LossCause cause) override;

  Link& open(NodeId server);
  void check_idle(NodeId server);
  bool needed(const Link& link) const;

  EventLoop& loop_;
  Network& network_;
  RequestBoard& board_;
  NodeId host_;
  Duration idle_close_;
  Listener& listener_;
  std::map<NodeId, Link> links_;
};

}  // namespace orbitmesh
