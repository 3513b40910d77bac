#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "core/event_loop.h"
#include "mesh/network.h"

namespace orbitmesh {

/// A Connection over several at once: every message is sent on all of them, the copy that arrives
/// first counts, and later ones are dropped at the receiver by the message's id, which may not be
/// used again for another one. It is ready while one member is, and down while none is; a
/// message is lost when no copy of it is left (replication and elimination as in IEEE 802.1CB,
/// with whole messages).
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
  bool ready() const override;
  bool waits(std::uint64_t message_id) const override;
  void request(Message message) override;
  void reply(Message message) override;
  ConnectionStats stats() const override;

  bool has(const Connection& member) const;
  /// A copy has arrived at the server over this member.
  void on_request(const Connection& member, Message message);
  /// Closes all members for good, without a word to the listener.
  void shut();

 private:
  using Mask = std::uint8_t;  // a bit a member
  struct Copies {
    Message message;
    Mask under_way = 0;
    bool arrived = false;
  };
  using Messages = std::map<std::uint64_t, Copies>;
  struct Member final : public ConnectionListener {
    explicit Member(RedundantConnection& o, std::size_t i)
        : owner(o), bit(static_cast<Mask>(1U << i)) {}
    void on_ready(Connection&) override { owner.on_ready(); }
    void on_reply(Connection&, Message message) override { owner.on_reply(*this, message); }
    void on_down(Connection&, CloseCause cause) override { owner.on_down(*this, cause); }
    void on_lost(Connection&, Message message, LossCause cause) override {
      owner.on_lost(*this, message, cause);
    }
    RedundantConnection& owner;
    Mask bit;
    Connection* connection = nullptr;
  };

  void on_ready();
  void on_reply(const Member& member, Message message);
  void on_down(const Member& member, CloseCause cause);
  void on_lost(const Member& member, Message message, LossCause cause);
  static bool take(Messages& messages, Mask bit, std::uint64_t id);
  void drop_copies(const Member& member, Messages& messages, bool may_wait, bool one_by_one);
  void report(Message message, LossCause cause);

  EventLoop& loop_;
  Close close_;
  ConnectionListener& listener_;
  RequestListener& server_;
  std::vector<std::unique_ptr<Member>> members_;
  Messages requests_;  // those of which a copy may still come
  Messages replies_;
  bool up_ = false;  // as the listener was told
  std::int64_t downs_ = 0;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // for events
};

}  // namespace orbitmesh
