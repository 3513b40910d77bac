#pragma once

#include <memory>

#include "core/event_loop.h"
#include "mesh/message/tcp_end.h"
#include "mesh/message/train_plane.h"
#include "mesh/message/unit_reader.h"
#include "mesh/network.h"
#include "mesh/zmtp_session.h"

namespace orbitmesh {

/// A Connection in message fidelity: ZMTP over a TCP connection of trains. After a
/// breakdown the client connects again every 100 ms, as libzmq does.
class MessageConnection final : public Connection {
 public:
  struct Ends {
    NodeId client;
    NodeId server;
  };
  /// Opens at once. All arguments must outlive the connection.
  MessageConnection(EventLoop& loop, TrainPlane& plane, const Ends& ends,
                    ConnectionListener& listener, RequestListener& server);
  ~MessageConnection() override { shut(); }

  NodeId client() const override { return ends_.client; }
  NodeId server() const override { return ends_.server; }
  bool ready() const override { return client_.session.ready(); }
  void request(Message message) override { client_.session.send(message); }
  void reply(Message message) override;
  ConnectionStats stats() const override;

  /// Closes both ends for good, without a word to the listener.
  void shut();

 private:
  struct End {
    End(EventLoop& loop, ZmtpSession::Handlers handlers)
        : session(std::move(handlers)), reader(loop, session) {}
    ZmtpSession session;
    UnitReader reader;
    std::unique_ptr<TcpEnd> tcp;
  };
  ZmtpSession::Handlers client_handlers();
  ZmtpSession::Handlers server_handlers(RequestListener& server);
  void open();
  void end_transport();
  void on_client_failed();
  void on_server_failed();

  EventLoop& loop_;
  TrainPlane& plane_;
  Ends ends_;
  ConnectionListener& listener_;
  End client_;
  End server_;
  EventHandle reconnect_;
  bool connected_ = false;
  ConnectionStats stats_;
};

}  // namespace orbitmesh
