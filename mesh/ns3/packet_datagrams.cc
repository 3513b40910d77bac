#include "mesh/ns3/packet_datagrams.h"

#include <ns3/inet-socket-address.h>
#include <ns3/packet.h>
#include <ns3/udp-socket-factory.h>

#include <array>
#include <cstring>

#include "mesh/ns3/mesh_net_device.h"

namespace orbitmesh {
namespace {

using SocketCallback = ns3::Callback<void, ns3::Ptr<ns3::Socket>>;
using Stamp = std::array<std::uint8_t, 8>;

ns3::Ptr<ns3::Socket> make_socket(const ns3::Ptr<ns3::Node>& node) {
  const auto socket = ns3::Socket::CreateSocket(node, ns3::UdpSocketFactory::GetTypeId());
  socket->SetIpTtl(255);
  socket->Bind();
  return socket;
}

void connect(const ns3::Ptr<ns3::Socket>& socket, const ns3::Ptr<ns3::Socket>& to, NodeId host) {
  ns3::Address local;
  to->GetSockName(local);
  const std::uint16_t port = ns3::InetSocketAddress::ConvertFrom(local).GetPort();
  socket->Connect(ns3::InetSocketAddress(address_of(host), port));
}

}  // namespace

PacketDatagrams::PacketDatagrams(EventLoop& loop, const Ends& ends, ConnectionListener& listener,
                                 RequestListener& server)
    : DatagramConnection(loop, {ends.client, ends.server, ends.repair_share}, listener, server),
      client_(make_socket(ends.client_node)),
      server_(make_socket(ends.server_node)) {
  connect(client_, server_, ends.server);
  connect(server_, client_, ends.client);
  for (const ConnectionSide side : {ConnectionSide::kClient, ConnectionSide::kServer}) {
    socket(side)->SetIpTos(tos_of(ends.path));
    socket(side)->SetRecvCallback(
        SocketCallback([this, side](ns3::Ptr<ns3::Socket>) { read(side); }));
  }
}

PacketDatagrams::~PacketDatagrams() {
  for (const ns3::Ptr<ns3::Socket>& socket : {client_, server_}) {
    socket->SetRecvCallback(ns3::MakeNullCallback<void, ns3::Ptr<ns3::Socket>>());
    socket->Close();
  }
}

void PacketDatagrams::send_burst(ConnectionSide side, std::uint64_t number,
                                 const DatagramCode& code) {
  Stamp stamp{};
  std::memcpy(stamp.data(), &number, stamp.size());
  for (std::int64_t k = 0; k < code.total(); ++k) {
    const auto packet = ns3::Create<ns3::Packet>(stamp.data(), stamp.size());
    packet->AddPaddingAtEnd(static_cast<std::uint32_t>(code.size.count) - stamp.size());
    socket(side)->Send(packet);
  }
}

void PacketDatagrams::read(ConnectionSide side) {
  while (const ns3::Ptr<ns3::Packet> packet = socket(side)->Recv()) {
    Stamp stamp{};
    packet->CopyData(stamp.data(), stamp.size());
    std::uint64_t number = 0;
    std::memcpy(&number, stamp.data(), stamp.size());
    if (missing(side, number) > 0) on_datagrams(side, number, 1);
  }
}

}  // namespace orbitmesh
