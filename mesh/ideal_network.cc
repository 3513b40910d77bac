#include "mesh/ideal_network.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

namespace orbitmesh {

class IdealNetwork::IdealConnection final
    : public Connection,
      public std::enable_shared_from_this<IdealNetwork::IdealConnection> {
 public:
  IdealConnection(IdealNetwork& owner, NodeId client, NodeId server, ConnectionListener& listener,
                  RequestListener& serving)
      : owner_(owner), client_(client), server_(server), listener_(listener), serving_(serving) {}

  void open() {
    schedule(owner_.loop_.now(), [](IdealConnection& self) {
      self.ready_ = true;
      ++self.stats_.connects;
      self.listener_.on_ready(self);
    });
  }
  void shut() { open_ = false; }

  NodeId client() const override { return client_; }
  NodeId server() const override { return server_; }
  bool ready() const override { return ready_; }
  ConnectionStats stats() const override { return stats_; }

  void request(Message message) override {
    stats_.sent_by_client = stats_.sent_by_client + message.body;
    carry(client_, server_, last_request_,
          [message](IdealConnection& self) { self.serving_.on_request(self, message); });
  }
  void reply(Message message) override {
    stats_.sent_by_server = stats_.sent_by_server + message.body;
    carry(server_, client_, last_reply_,
          [message](IdealConnection& self) { self.listener_.on_reply(self, message); });
  }

 private:
  template <class Action>
  void carry(NodeId from, NodeId to, Time& last, Action action) {
    const std::optional<Duration> delay = owner_.paths_.path_delay(from, to);
    if (!delay) return;
    last = std::max(last, owner_.loop_.now() + *delay);
    schedule(last, action);
  }

  /// Runs `action` at `at` unless the connection was closed before.
  template <class Action>
  void schedule(Time at, Action action) {
    owner_.loop_.schedule_at(at, [weak = weak_from_this(), action] {
      const auto self = weak.lock();
      if (self && self->open_) action(*self);
    });
  }

  IdealNetwork& owner_;
  NodeId client_;
  NodeId server_;
  ConnectionListener& listener_;
  RequestListener& serving_;
  bool open_ = true;
  bool ready_ = false;
  Time last_request_;
  Time last_reply_;
  ConnectionStats stats_;
};

Connection& IdealNetwork::connect(NodeId client, NodeId server, ConnectionListener& listener) {
  const auto found = servers_.find(server);
  if (found == servers_.end()) throw std::invalid_argument("connect: the server does not serve");
  connections_.push_back(
      std::make_shared<IdealConnection>(*this, client, server, listener, *found->second));
  connections_.back()->open();
  return *connections_.back();
}

void IdealNetwork::close(Connection& connection) {
  const auto found = std::find_if(connections_.begin(), connections_.end(),
                                  [&](const auto& c) { return c.get() == &connection; });
  if (found == connections_.end()) return;
  (*found)->shut();
  // The caller may stand inside one of the connection's own callbacks.
  loop_.schedule_in(Duration{}, [kept = std::move(*found)] {});
  connections_.erase(found);
}

}  // namespace orbitmesh
