#pragma once

#include <ns3/node.h>
#include <ns3/socket.h>

#include <vector>

#include "mesh/datagram_connection.h"

namespace orbitmesh {

/// A DatagramConnection over ns-3's UDP.
class PacketDatagrams final : public DatagramConnection {
 public:
  struct Ends {
    NodeId client;
    NodeId server;
    ns3::Ptr<ns3::Node> client_node;
    ns3::Ptr<ns3::Node> server_node;
    double repair_share = 0;
    std::uint8_t path = 0;  ///< ChosenPath's
  };
  PacketDatagrams(EventLoop& loop, const Ends& ends, ConnectionListener& listener,
                  RequestListener& server);
  ~PacketDatagrams() override;

 private:
  void send_burst(ConnectionSide side, std::uint64_t number, const DatagramCode& code) override;
  void read(ConnectionSide side);
  ns3::Ptr<ns3::Socket>& socket(ConnectionSide side) {
    return side == ConnectionSide::kClient ? client_ : server_;
  }

  ns3::Ptr<ns3::Socket> client_;
  ns3::Ptr<ns3::Socket> server_;
};

}  // namespace orbitmesh
