#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "core/event_loop.h"
#include "mesh/network.h"

namespace orbitmesh {

/// A Connection over several at once. A request is sent on all members that are ready, and on all
/// while none is; the copy that arrives first counts. Its reply goes back over each member that
/// has brought a copy, also over one that does so later. Later copies are dropped by the message's
/// id, which may not be used again. The connection is ready while one member is, and down while
/// none is; a message is lost when no copy of it or of its reply is left (replication and
/// elimination as in IEEE 802.1CB, with whole messages).
class RedundantConnection final : public Connection {
 public:
  using Connect = std::function<Connection&(std::uint8_t path, ConnectionListener& listener)>;
  using Close = std::function<void(Connection&)>;

  /// Connects members over the paths 1 to `paths`. All must outlive the connection.
  RedundantConnection(EventLoop& loop, std::size_t paths, const Connect& connect, Close close,
                      ConnectionListener& listener, RequestListener& server);
  ~RedundantConnection() override { shut(); }
  RedundantConnection(const RedundantConnection&) = delete;
  RedundantConnection& operator=(const RedundantConnection&) = delete;

  NodeId client() const override { return members_.front()->connection->client(); }
  NodeId server() const override { return members_.front()->connection->server(); }
  bool ready() const override { return ready_members() != 0; }
  bool waits(std::uint64_t message_id) const override;
  void request(Message message) override;
  void reply(Message message) override;
  ConnectionStats stats() const override;

  /// A copy has arrived at the server over this member.
  void on_request(const Connection& connection, Message message);
  /// Closes all members for good, without a word to the listener.
  void shut();

 private:
  using Mask = std::uint8_t;  // a bit a member
  /// A request and its reply.
  struct Exchange {
    Message request;
    Mask asking = 0;     // may still bring a copy of the request
    Mask served = 0;     // have brought one
    Mask answering = 0;  // may still bring a copy of the reply
    bool arrived = false;
    bool answered = false;
    std::optional<Message> reply;

    Mask hopes() const { return static_cast<Mask>(asking | (reply ? answering : served)); }
  };
  using Exchanges = std::map<std::uint64_t, Exchange>;
  struct Member final : public ConnectionListener {
    Member(RedundantConnection& o, std::size_t i) : owner(o), bit(static_cast<Mask>(1U << i)) {}
    void on_ready(Connection&) override { owner.on_ready(); }
    void on_reply(Connection&, Message message) override { owner.on_reply(message); }
    void on_down(Connection&, CloseCause cause) override { owner.on_down(*this, cause); }
    void on_lost(Connection&, Message message, LossCause cause) override {
      owner.on_lost(*this, message, cause);
    }
    RedundantConnection& owner;
    Mask bit;
    Connection* connection = nullptr;
  };

  Mask ready_members() const;
  void on_ready();
  void on_reply(Message message);
  void on_down(const Member& member, CloseCause cause);
  void on_lost(const Member& member, Message message, LossCause cause);
  std::vector<Message> drop_copies(const Member& member);
  void forget_answered();
  void report(Message message, LossCause cause);

  EventLoop& loop_;
  Close close_;
  ConnectionListener& listener_;
  RequestListener& server_;
  std::vector<std::unique_ptr<Member>> members_;
  Exchanges exchanges_;  // until answered and no copy of the request is under way, or lost
  std::deque<std::pair<Time, std::uint64_t>> answered_;
  bool up_ = false;  // as the listener was told
  std::int64_t downs_ = 0;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // for events
};

}  // namespace orbitmesh
