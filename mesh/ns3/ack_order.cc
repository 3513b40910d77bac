#include "mesh/ns3/ack_order.h"

#include <ns3/ipv4-header.h>
#include <ns3/tcp-header.h>

#include <array>

namespace orbitmesh {
namespace {

constexpr std::size_t kIpv4Bytes = 20;
constexpr std::size_t kTcpBytes = 20;
constexpr std::uint8_t kTcpProtocol = 6;
using Headers = std::array<std::uint8_t, kIpv4Bytes + kTcpBytes>;

std::uint32_t word(const Headers& headers, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | headers[at + i];
  return value;
}

}  // namespace

void AckOrder::restore(ns3::Ptr<ns3::Packet>& packet) {
  Headers headers{};
  if (packet->GetSize() < headers.size()) return;
  packet->CopyData(headers.data(), headers.size());
  if (headers[9] != kTcpProtocol) return;
  const std::uint32_t ack = word(headers, kIpv4Bytes + 8);
  const std::size_t tcp_bytes = std::size_t{4} * (headers[kIpv4Bytes + 12] >> 4U);
  const bool syn = (headers[kIpv4Bytes + 13] & ns3::TcpHeader::SYN) != 0;
  std::uint32_t& highest = highest_[{word(headers, 12), word(headers, kIpv4Bytes)}];
  const bool older = static_cast<std::int32_t>(ack - highest) < 0;
  if (syn || !older) {
    highest = ack;
  } else if (packet->GetSize() > kIpv4Bytes + tcp_bytes) {
    packet = packet->Copy();
    ns3::Ipv4Header ip;
    ns3::TcpHeader tcp;
    packet->RemoveHeader(ip);
    packet->RemoveHeader(tcp);
    tcp.SetAckNumber(ns3::SequenceNumber32(highest));
    packet->AddHeader(tcp);
    packet->AddHeader(ip);
  }
}

}  // namespace orbitmesh
