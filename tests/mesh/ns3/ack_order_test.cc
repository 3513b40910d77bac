#include "mesh/ns3/ack_order.h"

#include <gtest/gtest.h>
#include <ns3/ipv4-header.h>
#include <ns3/tcp-header.h>
#include <ns3/udp-header.h>

namespace orbitmesh {
namespace {

constexpr std::uint8_t kTcp = 6;

ns3::Ptr<ns3::Packet> segment(std::uint32_t ack, std::uint32_t bytes, std::uint16_t port = 49153,
                              std::uint8_t flags = ns3::TcpHeader::ACK) {
  const auto packet = ns3::Create<ns3::Packet>(bytes);
  ns3::TcpHeader tcp;
  tcp.SetFlags(flags);
  tcp.SetSequenceNumber(ns3::SequenceNumber32(77));
  tcp.SetAckNumber(ns3::SequenceNumber32(ack));
  tcp.SetSourcePort(5555);
  tcp.SetDestinationPort(port);
  packet->AddHeader(tcp);
  ns3::Ipv4Header ip;
  ip.SetSource(ns3::Ipv4Address("10.0.0.2"));
  ip.SetDestination(ns3::Ipv4Address("10.0.0.1"));
  ip.SetProtocol(kTcp);
  ip.SetPayloadSize(static_cast<std::uint16_t>(packet->GetSize()));
  packet->AddHeader(ip);
  return packet;
}

std::uint32_t ack_of(const ns3::Ptr<ns3::Packet>& packet) {
  const auto copy = packet->Copy();
  ns3::Ipv4Header ip;
  ns3::TcpHeader tcp;
  copy->RemoveHeader(ip);
  copy->RemoveHeader(tcp);
  EXPECT_EQ(tcp.GetSequenceNumber().GetValue(), 77U);
  return tcp.GetAckNumber().GetValue();
}

/// The acknowledgement with which a segment leaves `order`.
std::uint32_t restored(AckOrder& order, ns3::Ptr<ns3::Packet> packet) {
  const std::uint32_t size = packet->GetSize();
  order.restore(packet);
  EXPECT_EQ(packet->GetSize(), size);
  return ack_of(packet);
}

TEST(AckOrder, DataThatWasOvertakenTakesTheNewestAcknowledgement) {
  AckOrder order;
  EXPECT_EQ(restored(order, segment(1000, 0)), 1000U);
  EXPECT_EQ(restored(order, segment(5000, 0)), 5000U);
  EXPECT_EQ(restored(order, segment(3000, 1448)), 5000U);
  EXPECT_EQ(restored(order, segment(5000, 1448)), 5000U);
  EXPECT_EQ(restored(order, segment(6000, 1448)), 6000U);
}

TEST(AckOrder, AcknowledgementsWithoutDataStayAsTheyAre) {
  AckOrder order;
  restored(order, segment(5000, 0));
  EXPECT_EQ(restored(order, segment(3000, 0)), 3000U);
}

TEST(AckOrder, ConnectionsAreApartAndANewOneBeginsAnew) {
  AckOrder order;
  restored(order, segment(5000, 0));
  EXPECT_EQ(restored(order, segment(10, 100, 49154)), 10U);
  restored(order, segment(1, 0, 49153, ns3::TcpHeader::SYN | ns3::TcpHeader::ACK));
  EXPECT_EQ(restored(order, segment(2, 100)), 2U);
}

TEST(AckOrder, SequenceNumbersWrapAround) {
  AckOrder order;
  restored(order, segment(0xffffff00U, 0, 49153, ns3::TcpHeader::SYN | ns3::TcpHeader::ACK));
  restored(order, segment(100, 0));
  EXPECT_EQ(restored(order, segment(0xffffff80U, 1448)), 100U);
}

TEST(AckOrder, OtherProtocolsPass) {
  AckOrder order;
  auto packet = ns3::Create<ns3::Packet>(100);
  packet->AddHeader(ns3::UdpHeader());
  ns3::Ipv4Header ip;
  ip.SetProtocol(17);
  packet->AddHeader(ip);
  const ns3::Ptr<ns3::Packet> before = packet;
  order.restore(packet);
  EXPECT_EQ(packet, before);
}

}  // namespace
}  // namespace orbitmesh
