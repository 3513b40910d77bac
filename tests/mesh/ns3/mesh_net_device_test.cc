#include "mesh/ns3/mesh_net_device.h"

#include <gtest/gtest.h>
#include <ns3/inet-socket-address.h>
#include <ns3/socket.h>
#include <ns3/udp-socket-factory.h>

#include "mesh/ns3/end_host.h"
#include "mesh/ns3/ns3_event_loop.h"
#include "tests/mesh/ns3/hand_guide.h"

namespace orbitmesh {
namespace {

constexpr std::uint16_t kPort = 9;

TEST(AddressPlanTest, EveryNodeHasItsOwnAddressAndBack) {
  for (const std::uint32_t node : {0U, 1U, 254U, 255U, 65'535U, 70'000U, kMaxHosts - 1}) {
    EXPECT_EQ(host_of(address_of(NodeId{node})), NodeId{node});
  }
  EXPECT_EQ(address_of(NodeId{0}), ns3::Ipv4Address("10.0.0.1"));
  EXPECT_EQ(address_of(NodeId{300}), ns3::Ipv4Address("10.0.1.45"));
}

TEST(AddressPlanTest, AddressesOutsideThePlanBelongToNobody) {
  for (const char* address : {"10.0.0.0", "10.255.255.255", "11.0.0.1", "9.255.255.255",
                              "127.0.0.1", "192.168.0.1", "255.255.255.255", "0.0.0.0"}) {
    EXPECT_FALSE(host_of(ns3::Ipv4Address(address)).valid()) << address;
  }
}

/// Two end hosts at the ends of a link of 1 ms.
class EndHostTest : public testing::Test {
 protected:
  EndHostTest() {
    for (const std::uint32_t i : {0U, 1U}) {
      nodes.push_back(ns3::CreateObject<ns3::Node>());
      install_end_host(nodes.back(), NodeId{i}, plane, channel);
      const PortId port = plane.add_port({NodeId{i}, NodeId{1 - i}, BitRate{1'000'000'000},
                                          Bytes{1'000'000}, Buffering::kBacklog, false});
      guide.set_delay(port, Duration::from_ms(1));
      guide.route(NodeId{i}, NodeId{1 - i}, port);
      sockets.push_back(udp_socket(nodes.back()));
    }
  }
  ns3::Ptr<ns3::Socket> udp_socket(ns3::Ptr<ns3::Node> node) {
    const auto socket = ns3::Socket::CreateSocket(node, ns3::UdpSocketFactory::GetTypeId());
    socket->Bind(ns3::InetSocketAddress(ns3::Ipv4Address::GetAny(), kPort));
    return socket;
  }
  void send(std::uint32_t bytes, ns3::Ipv4Address to) {
    sockets[0]->SendTo(ns3::Create<ns3::Packet>(bytes), 0, ns3::InetSocketAddress(to, kPort));
  }

  Ns3EventLoop loop;
  HandGuide guide;
  PortPlane plane{guide};
  ns3::Ptr<MeshChannel> channel = ns3::CreateObject<MeshChannel>();
  std::vector<ns3::Ptr<ns3::Node>> nodes;
  std::vector<ns3::Ptr<ns3::Socket>> sockets;
};

TEST_F(EndHostTest, ADatagramCrossesTheMesh) {
  send(500, address_of(NodeId{1}));
  loop.run_until(Time{} + Duration::from_s(1));
  ns3::Address from;
  const ns3::Ptr<ns3::Packet> packet = sockets[1]->RecvFrom(from);
  ASSERT_TRUE(packet);
  EXPECT_EQ(packet->GetSize(), 500U);
  EXPECT_EQ(ns3::InetSocketAddress::ConvertFrom(from).GetIpv4(), address_of(NodeId{0}));
  EXPECT_EQ(plane.counters(0).sent, Bytes{500 + 8 + 20});
}

TEST_F(EndHostTest, ADatagramAboveTheMtuGoesInFragments) {
  send(4000, address_of(NodeId{1}));
  loop.run_until(Time{} + Duration::from_s(1));
  const ns3::Ptr<ns3::Packet> packet = sockets[1]->Recv();
  ASSERT_TRUE(packet);
  EXPECT_EQ(packet->GetSize(), 4000U);
  EXPECT_EQ(plane.counters(0).packets, 3);
}

TEST_F(EndHostTest, DatagramsToNobodyAreDropped) {
  for (const char* address : {"192.168.0.1", "10.200.0.1", "10.0.0.3", "10.0.0.0"}) {
    send(100, ns3::Ipv4Address(address));
  }
  loop.run_until(Time{} + Duration::from_s(1));
  EXPECT_EQ(plane.drops_no_route(), 4);
  EXPECT_EQ(sockets[1]->GetRxAvailable(), 0U);
}

TEST_F(EndHostTest, AnEndHostIsAnOrdinaryNodeToNs3) {
  EXPECT_EQ(channel->GetNDevices(), 2U);
  const ns3::Ptr<ns3::NetDevice> device = nodes[0]->GetDevice(nodes[0]->GetNDevices() - 1);
  EXPECT_EQ(device->GetChannel(), channel);
  EXPECT_EQ(device->GetNode(), nodes[0]);
  EXPECT_EQ(device->GetMtu(), 1500);
  EXPECT_TRUE(device->IsPointToPoint());
  EXPECT_FALSE(device->NeedsArp());
  EXPECT_TRUE(device->IsLinkUp());
}

}  // namespace
}  // namespace orbitmesh
