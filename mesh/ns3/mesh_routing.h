#pragma once

#include <ns3/ipv4-route.h>
#include <ns3/ipv4-routing-protocol.h>

namespace orbitmesh {

/// Routing of an end host with one interface: everything goes out on it, what arrives
/// for its own address is delivered. The mesh behind routes packet by packet.
class MeshRouting final : public ns3::Ipv4RoutingProtocol {
 public:
  static ns3::TypeId GetTypeId();
  MeshRouting() = default;
  /// The host's address and device, after the IPv4 stack was set up.
  void set_interface(ns3::Ipv4Address address, ns3::Ptr<ns3::NetDevice> device);

  ns3::Ptr<ns3::Ipv4Route> RouteOutput(ns3::Ptr<ns3::Packet> packet, const ns3::Ipv4Header& header,
                                       ns3::Ptr<ns3::NetDevice> oif,
                                       ns3::Socket::SocketErrno& error) override;
  bool RouteInput(ns3::Ptr<const ns3::Packet> packet, const ns3::Ipv4Header& header,
                  ns3::Ptr<const ns3::NetDevice> device, UnicastForwardCallback unicast,
                  MulticastForwardCallback multicast, LocalDeliverCallback deliver,
                  ErrorCallback error) override;
  void NotifyInterfaceUp(std::uint32_t) override {}
  void NotifyInterfaceDown(std::uint32_t) override {}
  void NotifyAddAddress(std::uint32_t, ns3::Ipv4InterfaceAddress) override {}
  void NotifyRemoveAddress(std::uint32_t, ns3::Ipv4InterfaceAddress) override {}
  void SetIpv4(ns3::Ptr<ns3::Ipv4>) override {}
  void PrintRoutingTable(ns3::Ptr<ns3::OutputStreamWrapper>, ns3::Time::Unit) const override {}

 private:
  void DoDispose() override;
  ns3::Ipv4Address address_;
  ns3::Ptr<ns3::NetDevice> device_;
  ns3::Ptr<ns3::Ipv4Route> route_;
};

}  // namespace orbitmesh
