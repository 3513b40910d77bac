#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>

#include "core/event_loop.h"
#include "mesh/tcp_link.h"
#include "mesh/transport_options.h"
#include "mesh/zmtp_pipe.h"
#include "mesh/zmtp_session.h"

namespace orbitmesh {

/// One TCP connection with a ZMTP session at each end, and what hangs on it at the server:
/// the pipe of its replies and the requests that came by it.
class ZmtpLink final : public TcpLink::User, private ZmtpSession::Owner {
 public:
  class Owner {
   public:
    virtual ~Owner() = default;
    virtual void on_connected(ZmtpLink& link) = 0;
    virtual void on_ready(ZmtpLink& link, ConnectionSide side) = 0;
    virtual void on_message(ZmtpLink& link, ConnectionSide side, Message message) = 0;
    /// This end is closed now; the other one may not know yet.
    virtual void on_down(ZmtpLink& link, ConnectionSide side, CloseCause cause) = 0;
    virtual std::optional<Message> take_request() = 0;
  };

  /// All must outlive the link.
  ZmtpLink(EventLoop& loop, const TransportOptions& options, Owner& owner);

  /// `tcp` reports to this link. Once.
  void use(std::unique_ptr<TcpLink> tcp) { tcp_ = std::move(tcp); }

  bool ready(ConnectionSide side) const { return session(side).ready(); }
  /// Neither end is open: nothing will be heard of it any more.
  bool over() const { return !client_open_ && !server_open_; }
  /// There may be a request to take.
  void pump_requests() { client_.pump(); }
  /// Closes one end without a word to the owner.
  void close(ConnectionSide side);

  /// A request that came by this link and has no reply yet.
  void expect_reply(std::uint64_t id) { unanswered_.insert(id); }
  bool expects_reply(std::uint64_t id) const { return unanswered_.count(id) > 0; }
  /// Dropped when the server's end is closed or the pipe is full, as by a ROUTER.
  void reply(Message message);

  /// What arrives from now on reaches nobody.
  void mute() { muted_ = true; }
  bool muted() const { return muted_; }

  Bytes sent(ConnectionSide side) const { return session(side).sent(); }

  void on_connected(ConnectionSide side) override;
  void on_room(ConnectionSide side) override { session(side).pump(); }
  void on_received(ConnectionSide side, Bytes bytes) override { session(side).receive(bytes); }
  void on_ended(ConnectionSide side, CloseCause cause) override;
  Bytes missing(ConnectionSide side) const override { return session(side).missing(); }

 private:
  void on_ready(ConnectionSide side) override { owner_.on_ready(*this, side); }
  void on_message(ConnectionSide side, Message message) override {
    owner_.on_message(*this, side, message);
  }
  void on_expired(ConnectionSide side) override { on_ended(side, CloseCause::kSilent); }
  std::optional<Message> take_message(ConnectionSide side) override {
    return side == ConnectionSide::kClient ? owner_.take_request() : replies_.pop();
  }
  bool writable(ConnectionSide side) override { return tcp_->writable(side); }
  Bytes room(ConnectionSide side) const override { return tcp_->room(side); }
  void write(ConnectionSide side, Bytes bytes) override { tcp_->write(side, bytes); }

  ZmtpSession& session(ConnectionSide side) {
    return side == ConnectionSide::kClient ? client_ : server_;
  }
  const ZmtpSession& session(ConnectionSide side) const {
    return side == ConnectionSide::kClient ? client_ : server_;
  }

  Owner& owner_;
  ZmtpSession client_;
  ZmtpSession server_;
  ZmtpPipe replies_;
  std::set<std::uint64_t> unanswered_;
  bool client_open_ = true;
  bool server_open_ = false;  // from accept on
  bool muted_ = false;
  std::unique_ptr<TcpLink> tcp_;
};

}  // namespace orbitmesh
