#include "mesh/message/message_tcp_link.h"

namespace orbitmesh {

MessageTcpLink::End::End(MessageTcpLink& link, TrainPlane& plane, const Setup& setup,
                         ConnectionSide side)
    : tcp(link.loop_, plane, side == ConnectionSide::kClient ? setup.client : setup.server,
          link.handlers(side), setup.path),
      reader(link.loop_, link.user_, side),
      buffer(SendBuffer::fixed(side == ConnectionSide::kClient ? setup.client_buffer
                                                               : std::nullopt)) {}

MessageTcpLink::MessageTcpLink(EventLoop& loop, TrainPlane& plane, const Setup& setup, User& user)
    : loop_(loop),
      user_(user),
      max_rt_(setup.client_max_rt),
      client_(*this, plane, setup, ConnectionSide::kClient),
      server_(*this, plane, setup, ConnectionSide::kServer) {
  client_.tcp.connect(server_.tcp);
}

MessageTcpLink::~MessageTcpLink() {
  loop_.cancel(give_up_);
  loop_.cancel(fin_);
}

TcpEnd::Handlers MessageTcpLink::handlers(ConnectionSide side) {
  return {[this, side] {
            if (side == ConnectionSide::kClient) connected_ = true;
            if (end(side).open) user_.on_connected(side);
          },
          [this, side](const Delivery& delivery) { on_received(side, delivery); },
          [this, side] { on_failed(side); }, [this, side] { on_updated(side); }};
}

void MessageTcpLink::on_received(ConnectionSide side, const Delivery& delivery) {
  End& at = end(side);
  at.received_bytes += delivery.bytes;
  if (!at.open) return;
  at.reader.take(delivery);
  if (peer(side).open || at.received_bytes < peer(side).written_bytes) return;
  fin_ =
      loop_.schedule_at(delivery.last, [this, side] { user_.on_ended(side, CloseCause::kReset); });
}

void MessageTcpLink::on_failed(ConnectionSide side) {
  if (!end(side).open) return;
  user_.on_ended(side, connected_ ? CloseCause::kTimeout : CloseCause::kConnectTimeout);
}

void MessageTcpLink::on_updated(ConnectionSide side) {
  if (!end(side).open) return;
  if (side == ConnectionSide::kClient && max_rt_) watch_retransmissions();
  user_.on_room(side);
}

// Linux's TCP_USER_TIMEOUT, which ZMQ_TCP_MAXRT sets: it counts from the first retransmission
// since the last progress.
void MessageTcpLink::watch_retransmissions() {
  const Time since = client_.tcp.stalled_since();
  if (retransmits_ == (since < Time::max())) return;
  retransmits_ = !retransmits_;
  if (!retransmits_) return loop_.cancel(give_up_);
  give_up_ = loop_.schedule_at(std::max(since + *max_rt_, loop_.now()), [this] {
    user_.on_ended(ConnectionSide::kClient, CloseCause::kTimeout);
  });
}

bool MessageTcpLink::writable(ConnectionSide side) {
  End& at = end(side);
  return at.tcp.connected() && at.buffer.writable(at.tcp.held());
}

Bytes MessageTcpLink::room(ConnectionSide side) const {
  const End& at = end(side);
  return at.tcp.connected() ? at.buffer.room(at.tcp.held()) : Bytes{};
}

void MessageTcpLink::write(ConnectionSide side, Bytes bytes) {
  end(side).written_bytes += bytes.count;
  end(side).tcp.write(bytes);
}

void MessageTcpLink::close(ConnectionSide side) {
  End& at = end(side);
  if (!at.open) return;
  at.open = false;
  at.reader.clear();
  if (side == ConnectionSide::kClient) loop_.cancel(give_up_);
  if (at.tcp.connected() && peer(side).open) {
    write(side, Bytes{1});
  } else {
    at.tcp.close();
  }
}

}  // namespace orbitmesh
