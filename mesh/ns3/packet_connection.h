#pragma once

#include <ns3/node.h>
#include <ns3/socket.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "core/event_loop.h"
#include "mesh/network.h"
#include "mesh/ns3/tcp_meter.h"
#include "mesh/ns3/zmtp_endpoint.h"
#include "mesh/records.h"

namespace orbitmesh {

/// A Connection in packet fidelity: an ns-3 TCP connection with a ZmtpEndpoint at each
/// end. After a breakdown the client connects again every 100 ms, as libzmq does.
class PacketConnection final : public Connection {
 public:
  struct Ends {
    NodeId client;
    NodeId server;
    ns3::Ptr<ns3::Node> client_node;
    bool metered = false;  ///< samples() has figures
  };
  PacketConnection(EventLoop& loop, const Ends& ends, ConnectionListener& listener,
                   RequestListener& server);
  ~PacketConnection() override;

  NodeId client() const override { return ends_.client; }
  NodeId server() const override { return ends_.server; }
  bool ready() const override { return client_end_.ready(); }
  void request(Message message) override { client_end_.send(message); }
  void reply(Message message) override;
  ConnectionStats stats() const override;

  /// Both ends as they are now, the client's first; only of those that have a socket.
  std::vector<ConnectionSample> samples() const;

  /// The client's TCP port; names the connection at the server.
  std::uint16_t client_port() const { return client_port_; }
  /// Closes both ends for good, without a word to the listener.
  void shut();
  /// The server's TCP has accepted a connection from client_port().
  void accepted(ns3::Ptr<ns3::Socket> socket);

 private:
  void open();
  void on_connected();
  void on_down(CloseCause cause);
  void on_server_down();
  void close_sockets();

  EventLoop& loop_;
  Ends ends_;
  ConnectionListener& listener_;
  ns3::Ptr<ns3::Socket> client_socket_;
  ns3::Ptr<ns3::Socket> server_socket_;
  TcpMeter client_meter_;
  TcpMeter server_meter_;
  ZmtpEndpoint client_end_;
  ZmtpEndpoint server_end_;
  std::uint16_t client_port_ = 0;
  EventHandle reconnect_;
  bool connected_ = false;
  ConnectionStats stats_;
  std::shared_ptr<Duration> last_rtt_ = std::make_shared<Duration>();
};

}  // namespace orbitmesh
