#include "mesh/zmtp_link.h"

namespace orbitmesh {

ZmtpLink::ZmtpLink(EventLoop& loop, const TransportOptions& options, Owner& owner)
    : owner_(owner),
      client_(loop, ConnectionSide::kClient, options, static_cast<ZmtpSession::Owner&>(*this)),
      server_(loop, ConnectionSide::kServer, options, static_cast<ZmtpSession::Owner&>(*this)),
      replies_(options.send_high_water) {}

void ZmtpLink::on_connected(ConnectionSide side) {
  if (side == ConnectionSide::kClient) {
    owner_.on_connected(*this);
    client_.begin(server_);
  } else {
    server_open_ = true;
    server_.begin(client_);
  }
}

void ZmtpLink::close(ConnectionSide side) {
  bool& open = side == ConnectionSide::kClient ? client_open_ : server_open_;
  if (!open) return;
  open = false;
  session(side).end();
  tcp_->close(side);
}

void ZmtpLink::on_ended(ConnectionSide side, CloseCause cause) {
  close(side);
  owner_.on_down(*this, side, cause);
}

void ZmtpLink::reply(Message message) {
  unanswered_.erase(message.id);
  if (!server_open_ || replies_.full()) return;
  replies_.push(message);
  server_.pump();
}

}  // namespace orbitmesh
