#pragma once

#include <cstdint>
#include <memory>

#include "core/event_loop.h"
#include "mesh/message/message_tcp_link.h"
#include "mesh/message/train_plane.h"
#include "mesh/network.h"
#include "mesh/transport_options.h"
#include "mesh/zmtp_connection.h"

namespace orbitmesh {

/// A Connection in message fidelity: ZMTP over a TCP of trains.
class MessageConnection final : public ZmtpConnection {
 public:
  struct Ends {
    NodeId client;
    NodeId server;
    TransportOptions options = {};
    std::uint64_t seed = 0;  ///< of the random part of reconnecting
    std::uint8_t path = 0;   ///< ChosenPath's
  };
  /// Opens at once. All arguments must outlive the connection.
  MessageConnection(EventLoop& loop, TrainPlane& plane, const Ends& ends,
                    ConnectionListener& listener, RequestListener& server);
  ~MessageConnection() override { shut(); }

  ConnectionStats stats() const override;

 private:
  std::unique_ptr<TcpLink> connect_tcp(TcpLink::User& user) override;

  TrainPlane& plane_;
  std::uint8_t path_;
  MessageTcpLink* tcp_ = nullptr;  // the newest
};

}  // namespace orbitmesh
