#include "bench/ns3/full_stack_network.h"

#include <ns3/data-rate.h>
#include <ns3/drop-tail-queue.h>
#include <ns3/error-model.h>
#include <ns3/internet-stack-helper.h>
#include <ns3/ipv4-l3-protocol.h>
#include <ns3/ipv4-routing-table-entry.h>
#include <ns3/ipv4-static-routing-helper.h>
#include <ns3/mac48-address.h>
#include <ns3/ppp-header.h>
#include <ns3/simulator.h>

#include <algorithm>
#include <utility>

#include "mesh/ns3/mesh_net_device.h"

namespace orbitmesh {
namespace {

Time now() { return Time::from_ns(ns3::Simulator::Now().GetNanoSeconds()); }
ns3::Time to_ns3(Duration d) { return ns3::NanoSeconds(static_cast<std::uint64_t>(d.ns())); }

/// Loses the packets that arrive at given times. Segments of one TCP write share their
/// packet's uid, so that ns3::ListErrorModel would lose others as well.
class LossAt final : public ns3::ErrorModel {
 public:
  explicit LossAt(std::vector<Time> arrivals) : arrivals_(std::move(arrivals)) {}

 private:
  bool DoCorrupt(ns3::Ptr<ns3::Packet>) override {
    return std::find(arrivals_.begin(), arrivals_.end(), now()) != arrivals_.end();
  }
  void DoReset() override {}

  std::vector<Time> arrivals_;
};

ns3::Ptr<ns3::PointToPointNetDevice> make_device(const FullStackNetwork::DeviceSpec& spec) {
  const auto queue = ns3::CreateObject<ns3::DropTailQueue<ns3::Packet>>();
  queue->SetMaxSize(ns3::QueueSize(ns3::QueueSizeUnit::BYTES,
                                   static_cast<std::uint32_t>(spec.queue_limit.count)));
  const auto device = ns3::CreateObject<ns3::PointToPointNetDevice>();
  device->SetAddress(ns3::Mac48Address::Allocate());
  device->SetDataRate(ns3::DataRate(static_cast<std::uint64_t>(spec.rate.bit_s)));
  device->SetQueue(queue);
  return device;
}

}  // namespace

NodeId FullStackNetwork::add_node() {
  const auto node = ns3::CreateObject<ns3::Node>();
  ns3::InternetStackHelper stack;
  stack.SetIpv6StackInstall(false);
  stack.SetRoutingHelper(ns3::Ipv4StaticRoutingHelper());
  stack.Install(node);
  nodes_.push_back(node);
  routing_.push_back(
      ns3::DynamicCast<ns3::Ipv4StaticRouting>(node->GetObject<ns3::Ipv4>()->GetRoutingProtocol()));
  return NodeId{static_cast<std::uint32_t>(nodes_.size() - 1)};
}

FullStackNetwork::DeviceId FullStackNetwork::add_device(const DeviceSpec& spec) {
  Device entry;
  entry.node = spec.node;
  entry.rate = spec.rate;
  entry.device = make_device(spec);
  node(spec.node)->AddDevice(entry.device);
  const auto ipv4 = node(spec.node)->GetObject<ns3::Ipv4>();
  entry.interface = ipv4->AddInterface(entry.device);
  // A /32 makes no network route.
  ipv4->AddAddress(entry.interface,
                   ns3::Ipv4InterfaceAddress(address_of(spec.node), ns3::Ipv4Mask::GetOnes()));
  ipv4->SetUp(entry.interface);
  devices_.push_back(entry);
  return static_cast<DeviceId>(devices_.size() - 1);
}

void FullStackNetwork::join(DeviceId a, DeviceId b, Duration delay) {
  const auto channel = ns3::CreateObject<ns3::PointToPointChannel>();
  channel->SetAttribute("Delay", ns3::TimeValue(to_ns3(delay)));
  for (const DeviceId id : {a, b}) {
    devices_[id].device->Attach(channel);
    devices_[id].channel = channel;
    devices_[id].peer = id == a ? b : a;
  }
}

void FullStackNetwork::follow(DelayOf delay_of) {
  delay_of_ = std::move(delay_of);
  for (DeviceId id = 0; id < devices_.size(); ++id) {
    devices_[id].device->TraceConnectWithoutContext(
        "PhyTxBegin",
        ns3::Callback<void, ns3::Ptr<const ns3::Packet>>(
            [this, id](ns3::Ptr<const ns3::Packet> packet) { begin_transmission(id, packet); }));
  }
}

// The channel reads its delay right after the device has told of the transmission.
void FullStackNetwork::begin_transmission(DeviceId id, ns3::Ptr<const ns3::Packet> packet) {
  Device& entry = devices_[id];
  const Time begin = now();
  const Time end = begin + entry.rate.serialisation(Bytes{packet->GetSize()});
  const Duration delay = delay_of_({id, begin, end});
  entry.last_departure = end;
  entry.last_arrival = end + delay;
  entry.channel->SetAttribute("Delay", ns3::TimeValue(to_ns3(delay)));
}

std::size_t FullStackNetwork::cut(DeviceId id) {
  std::size_t lost = take_queue(id).size();
  const Device& entry = devices_[id];
  if (entry.last_departure > now()) {
    Device& peer = devices_[entry.peer];
    peer.lost_arrivals.push_back(entry.last_arrival);
    peer.device->SetReceiveErrorModel(ns3::CreateObject<LossAt>(peer.lost_arrivals));
    ++lost;
  }
  return lost;
}

std::vector<ns3::Ptr<ns3::Packet>> FullStackNetwork::take_queue(DeviceId id) {
  std::vector<ns3::Ptr<ns3::Packet>> packets;
  while (const ns3::Ptr<ns3::Packet> packet = devices_[id].device->GetQueue()->Dequeue()) {
    ns3::PppHeader header;
    packet->RemoveHeader(header);
    packets.push_back(packet);
  }
  return packets;
}

void FullStackNetwork::forward(DeviceId id, ns3::Ptr<ns3::Packet> packet) {
  const Device& entry = devices_[id];
  const ns3::Address address = entry.device->GetAddress();
  node(entry.node)
      ->GetObject<ns3::Ipv4L3Protocol>()
      ->Receive(entry.device, packet, ns3::Ipv4L3Protocol::PROT_NUMBER, address, address,
                ns3::NetDevice::PACKET_HOST);
}

void FullStackNetwork::set_route(NodeId destination, DeviceId device) {
  const Device& entry = devices_[device];
  clear_route(entry.node, destination);
  routing_[entry.node.index()]->AddHostRouteTo(address_of(destination), entry.interface);
}

void FullStackNetwork::clear_route(NodeId at, NodeId destination) {
  ns3::Ipv4StaticRouting& routing = *routing_[at.index()];
  for (std::uint32_t i = routing.GetNRoutes(); i-- > 0;) {
    if (routing.GetRoute(i).GetDest() == address_of(destination)) routing.RemoveRoute(i);
  }
}

}  // namespace orbitmesh
