#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "core/event_loop.h"
#include "mesh/network.h"
#include "mesh/path_view.h"

namespace orbitmesh::testing {

class FakeNetwork;

class FakeConnection final : public Connection {
 public:
  FakeConnection(FakeNetwork& network, NodeId client, NodeId server, ConnectionListener& listener)
      : network_(network), client_(client), server_(server), listener_(listener) {}

  NodeId client() const override { return client_; }
  NodeId server() const override { return server_; }
  bool ready() const override { return ready_; }
  inline void request(Message message) override;
  inline void reply(Message message) override;
  ConnectionStats stats() const override { return stats_; }

 private:
  friend class FakeNetwork;

  FakeNetwork& network_;
  NodeId client_;
  NodeId server_;
  ConnectionListener& listener_;
  ConnectionStats stats_;
  std::deque<Message> waiting_;
  bool ready_ = false;
  bool closed_ = false;
  int epoch_ = 0;  // of the transport; what was sent in an older one is lost
};

/// A network with one fixed delay, unlimited rate and two switches: reachable, and the
/// breaking of every connection. While it is not reachable nothing arrives; what was
/// under way arrives one delay after it is reachable again.
class FakeNetwork final : public Network {
 public:
  FakeNetwork(EventLoop& loop, Duration delay) : loop_(loop), delay_(delay) {}

  void serve(NodeId server, RequestListener& listener) override { servers_[server] = &listener; }

  Connection& connect(NodeId client, NodeId server, ConnectionListener& listener) override {
    EXPECT_EQ(servers_.count(server), 1U) << "connect to a node that does not serve";
    connections_.push_back(std::make_unique<FakeConnection>(*this, client, server, listener));
    shake_hands(*connections_.back());
    return *connections_.back();
  }

  void close(Connection& connection) override {
    auto& c = static_cast<FakeConnection&>(connection);
    EXPECT_FALSE(c.closed_);
    c.closed_ = true;
    ++c.epoch_;
    ++closes_;
  }

  void set_reachable(bool reachable) {
    reachable_ = reachable;
    if (!reachable_) return;
    std::vector<EventLoop::Action> held;
    held.swap(held_);
    for (auto& action : held) loop_.schedule_in(delay_, std::move(action));
  }

  /// Breaks every connection now; each tries again at once.
  void break_connections(CloseCause cause = CloseCause::kTimeout) {
    for (std::size_t i = 0; i < connections_.size(); ++i) {
      FakeConnection& c = *connections_[i];
      if (c.closed_) continue;
      ++c.epoch_;
      c.ready_ = false;
      c.waiting_.clear();
      c.listener_.on_down(c, cause);
      shake_hands(c);
    }
  }

  std::size_t opens() const { return connections_.size(); }
  std::size_t closes() const { return closes_; }

 private:
  friend class FakeConnection;

  void shake_hands(FakeConnection& c) {
    after(c, delay_ * 2, [this, &c] {
      c.ready_ = true;
      c.listener_.on_ready(c);
      while (!c.waiting_.empty()) {
        to_server(c, c.waiting_.front());
        c.waiting_.pop_front();
      }
    });
  }

  void to_server(FakeConnection& c, Message message) {
    after(c, delay_, [this, &c, message] { servers_.at(c.server_)->on_request(c, message); });
  }

  void to_client(FakeConnection& c, Message message) {
    after(c, delay_, [&c, message] { c.listener_.on_reply(c, message); });
  }

  void after(FakeConnection& c, Duration delay, EventLoop::Action action) {
    loop_.schedule_in(delay, guarded(c, c.epoch_, std::move(action)));
  }

  EventLoop::Action guarded(FakeConnection& c, int epoch, EventLoop::Action action) {
    return [this, &c, epoch, action = std::move(action)] {
      if (c.epoch_ != epoch) return;
      if (reachable_) {
        action();
      } else {
        held_.push_back(guarded(c, epoch, action));
      }
    };
  }

  EventLoop& loop_;
  Duration delay_;
  bool reachable_ = true;
  std::map<NodeId, RequestListener*> servers_;
  std::vector<std::unique_ptr<FakeConnection>> connections_;  // closed ones stay, to catch use
  std::vector<EventLoop::Action> held_;
  std::size_t closes_ = 0;
};

void FakeConnection::request(Message message) {
  EXPECT_FALSE(closed_) << "request on a closed connection";
  if (ready_) {
    network_.to_server(*this, message);
  } else {
    waiting_.push_back(message);
  }
}

void FakeConnection::reply(Message message) {
  EXPECT_FALSE(closed_) << "reply on a closed connection";
  if (ready_) network_.to_client(*this, message);
}

/// Path delays by destination; no path to a node that is not listed.
class FakePaths final : public PathView {
 public:
  std::map<NodeId, Duration> delays;

  NodeId serving_satellite(NodeId) const override { return {}; }
  std::optional<Duration> path_delay(NodeId, NodeId to) const override {
    const auto it = delays.find(to);
    return it == delays.end() ? std::nullopt : std::optional<Duration>(it->second);
  }
  std::vector<NodeId> nearest(NodeId from, const std::vector<NodeId>& candidates,
                              std::size_t count) const override {
    std::vector<std::pair<Duration, NodeId>> reached;
    for (const NodeId node : candidates) {
      if (const auto delay = path_delay(from, node)) reached.emplace_back(*delay, node);
    }
    std::sort(reached.begin(), reached.end());
    std::vector<NodeId> nearest;
    for (std::size_t k = 0; k < std::min(count, reached.size()); ++k) {
      nearest.push_back(reached[k].second);
    }
    return nearest;
  }
};

}  // namespace orbitmesh::testing
