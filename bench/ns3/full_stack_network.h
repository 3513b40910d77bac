#pragma once

#include <ns3/ipv4-static-routing.h>
#include <ns3/node.h>
#include <ns3/point-to-point-channel.h>
#include <ns3/point-to-point-net-device.h>

#include <cstdint>
#include <functional>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "core/units.h"

namespace orbitmesh {

/// The usual ns-3 design, to measure and check the packet plane against: every hop is an
/// ns3::Node with the IPv4 stack and static host routes, every link a pair of
/// PointToPointNetDevices with drop-tail queues on a PointToPointChannel.
///
/// IPv6 is left out and routing is static alone, which is cheaper than what the stock
/// helpers install. All interfaces of a node have the one address address_of(NodeId), so
/// that a node can be reached whatever links it has.
class FullStackNetwork {
 public:
  using DeviceId = std::uint32_t;

  struct DeviceSpec {
    NodeId node;
    BitRate rate;
    Bytes queue_limit;
  };

  /// Nodes are numbered in the order of adding.
  NodeId add_node();
  DeviceId add_device(const DeviceSpec& spec);
  /// Joins two devices by a new channel; their queues, and packets on the way over a
  /// channel that they had before, stay.
  void join(DeviceId a, DeviceId b, Duration delay);

  /// A packet on its way out of a device: its first bit leaves at `begin`, its last at `end`.
  struct Transmission {
    DeviceId device = 0;
    Time begin;
    Time end;
  };
  /// One-way delay from the device to its peer for a bit that leaves at the end.
  using DelayOf = std::function<Duration(const Transmission&)>;
  /// From now on the delay is asked for whenever a transmission begins.
  void follow(DelayOf delay_of);

  /// Loses what waits at the device and the packet that it is sending, if its last bit has
  /// not left yet; what has left still arrives. Returns the number of lost packets. Needs
  /// follow().
  std::size_t cut(DeviceId device);
  /// Takes what waits at the device out of its queue, as IPv4 packets.
  std::vector<ns3::Ptr<ns3::Packet>> take_queue(DeviceId device);
  /// Lets the node of `device` forward an IPv4 packet as if it had arrived there.
  void forward(DeviceId device, ns3::Ptr<ns3::Packet> packet);

  /// Sends packets for `destination` that are at the device's node out on it.
  void set_route(NodeId destination, DeviceId device);
  /// Forgets where packets for `destination` go from `at`.
  void clear_route(NodeId at, NodeId destination);

  ns3::Ptr<ns3::Node> node(NodeId id) const { return nodes_[id.index()]; }
  ns3::Ptr<ns3::PointToPointNetDevice> device(DeviceId id) const { return devices_[id].device; }
  std::size_t node_count() const { return nodes_.size(); }

 private:
  struct Device {
    NodeId node;
    BitRate rate;
    std::uint32_t interface = 0;
    ns3::Ptr<ns3::PointToPointNetDevice> device;
    ns3::Ptr<ns3::PointToPointChannel> channel;
    DeviceId peer = 0;
    Time last_departure;
    Time last_arrival;  // at the peer
    std::vector<Time> lost_arrivals;
  };

  void begin_transmission(DeviceId id, ns3::Ptr<const ns3::Packet> packet);

  std::vector<ns3::Ptr<ns3::Node>> nodes_;
  std::vector<ns3::Ptr<ns3::Ipv4StaticRouting>> routing_;
  std::vector<Device> devices_;
  DelayOf delay_of_;
};

}  // namespace orbitmesh
