#include "mesh/ns3/mesh_routing.h"

#include <ns3/net-device.h>

namespace orbitmesh {
namespace {

constexpr std::uint32_t kInterface = 1;  // 0 is the loopback

}  // namespace

ns3::TypeId MeshRouting::GetTypeId() {
  static const ns3::TypeId id =
      ns3::TypeId("orbitmesh::MeshRouting").SetParent<ns3::Ipv4RoutingProtocol>();
  return id;
}

void MeshRouting::set_interface(ns3::Ipv4Address address, ns3::Ptr<ns3::NetDevice> device) {
  address_ = address;
  device_ = device;
}

ns3::Ptr<ns3::Ipv4Route> MeshRouting::RouteOutput(ns3::Ptr<ns3::Packet>,
                                                  const ns3::Ipv4Header& header,
                                                  ns3::Ptr<ns3::NetDevice>,
                                                  ns3::Socket::SocketErrno& error) {
  error = ns3::Socket::ERROR_NOTERROR;
  if (!route_ || route_->GetDestination() != header.GetDestination()) {
    route_ = ns3::Create<ns3::Ipv4Route>();
    route_->SetDestination(header.GetDestination());
    route_->SetGateway(ns3::Ipv4Address::GetZero());
    route_->SetSource(address_);
    route_->SetOutputDevice(device_);
  }
  return route_;
}

bool MeshRouting::RouteInput(ns3::Ptr<const ns3::Packet> packet, const ns3::Ipv4Header& header,
                             ns3::Ptr<const ns3::NetDevice>, UnicastForwardCallback,
                             MulticastForwardCallback, LocalDeliverCallback deliver,
                             ErrorCallback) {
  if (header.GetDestination() != address_) return false;
  deliver(packet, header, kInterface);
  return true;
}

void MeshRouting::DoDispose() {
  device_ = nullptr;
  route_ = nullptr;
  ns3::Ipv4RoutingProtocol::DoDispose();
}

}  // namespace orbitmesh
