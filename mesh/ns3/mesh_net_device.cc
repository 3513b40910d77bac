#include "mesh/ns3/mesh_net_device.h"

#include <ns3/node.h>
#include <ns3/simulator.h>

#include <array>
#include <utility>

namespace orbitmesh {
namespace {

constexpr std::uint32_t kNetwork = 10U << 24;
constexpr std::uint16_t kIpv4Protocol = 0x0800;
constexpr std::size_t kIpv4HeaderBytes = 20;
constexpr std::size_t kTosOffset = 1;
constexpr std::size_t kDestinationOffset = 16;

Time now() { return Time::from_ns(ns3::Simulator::Now().GetNanoSeconds()); }

}  // namespace

ns3::Ipv4Address address_of(NodeId host) { return ns3::Ipv4Address(kNetwork + host.value + 1); }

NodeId host_of(ns3::Ipv4Address address) {
  const std::uint32_t value = address.Get();
  if (value <= kNetwork || value > kNetwork + kMaxHosts) return {};
  return NodeId{value - kNetwork - 1};
}

ns3::TypeId MeshNetDevice::GetTypeId() {
  static const ns3::TypeId id = ns3::TypeId("orbitmesh::MeshNetDevice").SetParent<ns3::NetDevice>();
  return id;
}

void MeshNetDevice::connect(NodeId host, PortPlane& plane, ns3::Ptr<MeshChannel> channel) {
  host_ = host;
  plane_ = &plane;
  channel_ = channel;
  channel_->add(this);
  address_ = ns3::Mac48Address::Allocate();
  plane.attach(host, *this);
}

void MeshNetDevice::SetAddress(ns3::Address address) {
  address_ = ns3::Mac48Address::ConvertFrom(address);
}

bool MeshNetDevice::Send(ns3::Ptr<ns3::Packet> packet, const ns3::Address&, std::uint16_t) {
  if (capture_ != nullptr) capture_->write(now(), packet);
  std::array<std::uint8_t, kIpv4HeaderBytes> header{};
  packet->CopyData(header.data(), header.size());
  std::uint32_t destination = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    destination = (destination << 8) | header[kDestinationOffset + i];
  }
  const auto path = static_cast<std::uint8_t>(header[kTosOffset] >> 2);
  plane_->inject(host_, host_of(ns3::Ipv4Address(destination)), std::move(packet), path);
  return true;
}

void MeshNetDevice::receive(ns3::Ptr<ns3::Packet> packet) {
  ack_order_.restore(packet);
  if (capture_ != nullptr) capture_->write(now(), packet);
  receive_(this, packet, kIpv4Protocol, address_);
}

void MeshNetDevice::DoDispose() {
  node_ = nullptr;
  channel_ = nullptr;
  receive_ = ReceiveCallback();
  ns3::NetDevice::DoDispose();
}

}  // namespace orbitmesh
