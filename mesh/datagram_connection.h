#pragma once

#include <cstdint>
#include <map>
#include <memory>

#include "core/event_loop.h"
#include "mesh/datagram_code.h"
#include "mesh/network.h"
#include "mesh/records.h"

namespace orbitmesh {

/// A Connection without a transport below: each message is a burst of datagrams with repair
/// (docs/models/datagram.md). Ready at once; nothing is sent twice. A fidelity adds how
/// datagrams travel.
class DatagramConnection : public Connection {
 public:
  /// A receiver gives up a message when nothing of it has come for so long.
  static constexpr Duration kPatience = Duration::from_ms(200);

  NodeId client() const override { return setup_.client; }
  NodeId server() const override { return setup_.server; }
  bool ready() const override { return ready_; }
  void request(Message message) override { send(ConnectionSide::kClient, message); }
  void reply(Message message) override { send(ConnectionSide::kServer, message); }
  ConnectionStats stats() const override { return stats_; }

  /// Ends it, without a word to the listener.
  void shut();

 protected:
  struct Setup {
    NodeId client;
    NodeId server;
    double repair_share = 0;
  };
  /// All must outlive the connection.
  DatagramConnection(EventLoop& loop, const Setup& setup, ConnectionListener& listener,
                     RequestListener& server);

  /// Datagrams that `side` needs yet to decode the peer's message `number`; 0: none.
  std::int64_t missing(ConnectionSide side, std::uint64_t number) const;
  /// `count` datagrams of it, not more than missing(), have arrived; now, or will at `t`.
  void on_datagrams(ConnectionSide side, std::uint64_t number, std::int64_t count);
  void on_datagrams_at(Time t, ConnectionSide side, std::uint64_t number, std::int64_t count);

 private:
  /// Sends all datagrams of message `number` from `side` now.
  virtual void send_burst(ConnectionSide side, std::uint64_t number, const DatagramCode& code) = 0;

  struct Burst {
    Message message;
    Time sent;
    std::int64_t missing = 0;  // pieces until it can be decoded
    Time latest;               // arrival of a piece; the epoch before any
  };
  struct Direction {
    std::uint64_t next = 0;
    std::map<std::uint64_t, Burst> bursts;  // neither decoded nor given up
  };
  Direction& towards(ConnectionSide side) {
    return side == ConnectionSide::kClient ? to_client_ : to_server_;
  }
  const Direction& towards(ConnectionSide side) const {
    return side == ConnectionSide::kClient ? to_client_ : to_server_;
  }
  void send(ConnectionSide from, Message message);
  void give_up(std::uint64_t number);
  template <class Action>
  void later(Duration delay, Action action);

  EventLoop& loop_;
  Setup setup_;
  ConnectionListener& listener_;
  RequestListener& server_;
  bool ready_ = false;
  Direction to_client_;
  Direction to_server_;
  std::shared_ptr<const bool> open_ = std::make_shared<const bool>(true);  // null once shut
  ConnectionStats stats_;
};

}  // namespace orbitmesh
