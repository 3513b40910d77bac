#include "mesh/ns3/end_host.h"

#include <ns3/ipv4-l3-protocol.h>
#include <ns3/object-factory.h>
#include <ns3/traffic-control-layer.h>

#include "mesh/ns3/mesh_net_device.h"
#include "mesh/ns3/mesh_routing.h"

namespace orbitmesh {
namespace {

void aggregate(ns3::Ptr<ns3::Node> node, const char* type) {
  ns3::ObjectFactory factory;
  factory.SetTypeId(type);
  node->AggregateObject(factory.Create<ns3::Object>());
}

}  // namespace

void install_end_host(ns3::Ptr<ns3::Node> node, NodeId host, PortPlane& plane,
                      ns3::Ptr<MeshChannel> channel) {
  // The order is ns-3's own: a layer looks for those below it when it is aggregated.
  for (const char* type :
       {"ns3::ArpL3Protocol", "ns3::Ipv4L3Protocol", "ns3::Icmpv4L4Protocol",
        "ns3::TrafficControlLayer", "ns3::UdpL4Protocol", "ns3::TcpL4Protocol"}) {
    aggregate(node, type);
  }
  const auto ipv4 = node->GetObject<ns3::Ipv4>();
  const auto routing = ns3::CreateObject<MeshRouting>();
  ipv4->SetRoutingProtocol(routing);

  const auto device = ns3::CreateObject<MeshNetDevice>();
  device->connect(host, plane, channel);
  node->AddDevice(device);
  const std::uint32_t interface = ipv4->AddInterface(device);
  ipv4->AddAddress(interface, ns3::Ipv4InterfaceAddress(address_of(host), ns3::Ipv4Mask("/8")));
  ipv4->SetMetric(interface, 1);
  ipv4->SetUp(interface);
  routing->set_interface(address_of(host), device);
}

}  // namespace orbitmesh
