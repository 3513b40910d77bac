#pragma once

#include <ns3/ipv4-address.h>
#include <ns3/mac48-address.h>
#include <ns3/net-device.h>
#include <ns3/node.h>

#include "core/ids.h"
#include "mesh/ns3/ack_order.h"
#include "mesh/ns3/mesh_channel.h"
#include "mesh/ns3/packet_capture.h"
#include "mesh/ns3/port_plane.h"

namespace orbitmesh {

/// Address plan: end host n (its NodeId) is 10.x.y.z with n + 1 in the lower 24 bits.
inline constexpr std::uint32_t kMaxHosts = 0xfffffe;
ns3::Ipv4Address address_of(NodeId host);
/// IPv4's type of service, without ECN's bits, of packets that take that ChosenPath.
inline constexpr std::uint8_t tos_of(std::uint8_t path) {
  return static_cast<std::uint8_t>(path << 2);
}
/// Invalid for an address outside the plan.
NodeId host_of(ns3::Ipv4Address address);

/// The network interface of an end host: hands IPv4 packets to the port plane and takes
/// them from it. Point-to-point, no ARP, MTU 1500, no link-layer header.
class MeshNetDevice final : public ns3::NetDevice, public PacketSink {
 public:
  static constexpr std::uint16_t kMtu = 1500;

  static ns3::TypeId GetTypeId();
  MeshNetDevice() = default;
  void connect(NodeId host, PortPlane& plane, ns3::Ptr<MeshChannel> channel);

  /// From now on `capture`, which must outlive the device's traffic, gets every packet.
  void capture(PacketCapture& capture) { capture_ = &capture; }

  void receive(ns3::Ptr<ns3::Packet> packet) override;

  void SetIfIndex(const std::uint32_t index) override { if_index_ = index; }
  std::uint32_t GetIfIndex() const override { return if_index_; }
  ns3::Ptr<ns3::Channel> GetChannel() const override { return channel_; }
  void SetAddress(ns3::Address address) override;
  ns3::Address GetAddress() const override { return address_; }
  bool SetMtu(const std::uint16_t mtu) override { return mtu == kMtu; }
  std::uint16_t GetMtu() const override { return kMtu; }
  bool IsLinkUp() const override { return true; }
  void AddLinkChangeCallback(ns3::Callback<void>) override {}
  bool IsBroadcast() const override { return false; }
  ns3::Address GetBroadcast() const override { return ns3::Mac48Address::GetBroadcast(); }
  bool IsMulticast() const override { return false; }
  ns3::Address GetMulticast(ns3::Ipv4Address) const override { return GetBroadcast(); }
  ns3::Address GetMulticast(ns3::Ipv6Address) const override { return GetBroadcast(); }
  bool IsBridge() const override { return false; }
  bool IsPointToPoint() const override { return true; }
  bool Send(ns3::Ptr<ns3::Packet> packet, const ns3::Address& dest,
            std::uint16_t protocol) override;
  bool SendFrom(ns3::Ptr<ns3::Packet>, const ns3::Address&, const ns3::Address&,
                std::uint16_t) override {
    return false;
  }
  ns3::Ptr<ns3::Node> GetNode() const override { return node_; }
  void SetNode(ns3::Ptr<ns3::Node> node) override { node_ = node; }
  bool NeedsArp() const override { return false; }
  void SetReceiveCallback(ReceiveCallback callback) override { receive_ = callback; }
  void SetPromiscReceiveCallback(PromiscReceiveCallback) override {}
  bool SupportsSendFrom() const override { return false; }

 private:
  void DoDispose() override;

  NodeId host_;
  PortPlane* plane_ = nullptr;
  PacketCapture* capture_ = nullptr;
  AckOrder ack_order_;
  ns3::Ptr<MeshChannel> channel_;
  ns3::Ptr<ns3::Node> node_;
  ns3::Mac48Address address_;
  std::uint32_t if_index_ = 0;
  ReceiveCallback receive_;
};

}  // namespace orbitmesh
