#pragma once

#include <ns3/node.h>
#include <ns3/socket.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "core/event_loop.h"
#include "mesh/network.h"
#include "mesh/ns3/packet_tcp_link.h"
#include "mesh/records.h"
#include "mesh/transport_options.h"
#include "mesh/zmtp_connection.h"

namespace orbitmesh {

/// A Connection in packet fidelity: ZMTP over ns-3's TCP.
class PacketConnection final : public ZmtpConnection {
 public:
  struct Ends {
    NodeId client;
    NodeId server;
    ns3::Ptr<ns3::Node> client_node;
    bool metered = false;  ///< samples() has figures
    TransportOptions options = {};
    std::uint64_t seed = 0;  ///< of the random part of reconnecting
    std::uint8_t path = 0;   ///< ChosenPath's
  };
  PacketConnection(EventLoop& loop, const Ends& ends, ConnectionListener& listener,
                   RequestListener& server);
  ~PacketConnection() override { shut(); }

  ConnectionStats stats() const override;

  /// Both ends as they are now, the client's first; only of those that have a socket.
  std::vector<ConnectionSample> samples() const;

  /// The client's TCP port at present; names the connection at the server.
  std::uint16_t client_port() const { return tcp_->client_port(); }
  /// The server's TCP has accepted a connection from client_port().
  void accepted(ns3::Ptr<ns3::Socket> socket) { tcp_->accepted(socket); }

 private:
  std::unique_ptr<TcpLink> connect_tcp(TcpLink::User& user) override;

  PacketTcpLink::Setup tcp_setup_;
  PacketTcpLink* tcp_ = nullptr;  // the newest
};

}  // namespace orbitmesh
