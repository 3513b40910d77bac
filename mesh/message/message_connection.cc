#include "mesh/message/message_connection.h"

#include <utility>

#include "mesh/zmtp.h"

namespace orbitmesh {

MessageConnection::MessageConnection(EventLoop& loop, TrainPlane& plane, const Ends& ends,
                                     ConnectionListener& listener, RequestListener& server)
    : loop_(loop),
      plane_(plane),
      ends_(ends),
      listener_(listener),
      client_(loop, client_handlers()),
      server_(loop, server_handlers(server)) {
  open();
}

ZmtpSession::Handlers MessageConnection::client_handlers() {
  return {[this] {
            ++stats_.connects;
            listener_.on_ready(*this);
          },
          [this](Message message) { listener_.on_reply(*this, message); },
          [this](Bytes bytes) { client_.tcp->write(bytes); }};
}

ZmtpSession::Handlers MessageConnection::server_handlers(RequestListener& server) {
  return {[] {}, [this, &server](Message message) { server.on_request(*this, message); },
          [this](Bytes bytes) { server_.tcp->write(bytes); }};
}

void MessageConnection::open() {
  client_.tcp = std::make_unique<TcpEnd>(
      loop_, plane_, ends_.client,
      TcpEnd::Handlers{[this] {
                         connected_ = true;
                         client_.session.begin(server_.session);
                       },
                       [this](const Delivery& delivery) { client_.reader.take(delivery); },
                       [this] { on_client_failed(); }});
  server_.tcp = std::make_unique<TcpEnd>(
      loop_, plane_, ends_.server,
      TcpEnd::Handlers{[this] { server_.session.begin(client_.session); },
                       [this](const Delivery& delivery) { server_.reader.take(delivery); },
                       [this] { on_server_failed(); }});
  client_.tcp->connect(*server_.tcp);
}

void MessageConnection::reply(Message message) {
  if (server_.session.ready()) server_.session.send(message);
}

void MessageConnection::end_transport() {
  for (End* end : {&client_, &server_}) {
    if (end->tcp) end->tcp->close();
    end->reader.clear();
    end->session.end();
  }
}

void MessageConnection::shut() {
  loop_.cancel(reconnect_);
  end_transport();
}

void MessageConnection::on_server_failed() {
  // The client learns it when its own retransmissions give up.
  server_.reader.clear();
  server_.session.end();
}

void MessageConnection::on_client_failed() {
  const bool was_connected = std::exchange(connected_, false);
  end_transport();
  reconnect_ = loop_.schedule_in(zmtp::kReconnectInterval, [this] { open(); });
  if (!was_connected) return;
  ++stats_.downs;
  listener_.on_down(*this, CloseCause::kTimeout);
}

ConnectionStats MessageConnection::stats() const {
  ConnectionStats stats = stats_;
  stats.sent_by_client = client_.session.sent();
  stats.sent_by_server = server_.session.sent();
  if (client_.tcp->srtt() > Duration{}) stats.last_rtt = client_.tcp->srtt();
  return stats;
}

}  // namespace orbitmesh
