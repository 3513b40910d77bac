#include <ns3/node.h>

#include "mesh/ns3/end_host.h"
#include "mesh/ns3/ns3_event_loop.h"
#include "mesh/ns3/port_plane.h"
#include "tests/mesh/ns3/chain/chain_traffic.h"
#include "tests/mesh/ns3/hand_guide.h"

namespace orbitmesh::chain_twin {

twin::Report run_plane(Load load) {
  Ns3EventLoop loop;
  HandGuide guide;
  PortPlane plane(guide);
  plane.set_framing(kPppHeader);
  const auto add_port = [&](NodeId from, NodeId to, NodeId destination, BitRate rate) {
    const PortId port = plane.add_port({from, to, rate, kQueueLimit, Buffering::kBacklog, false});
    guide.set_delay(port, kDelay);
    guide.route(from, destination, port);
  };
  for (std::uint32_t i = 0; i < kLinks; ++i) {
    add_port(NodeId{i}, NodeId{i + 1}, kLast, kRates[i]);
    add_port(NodeId{i + 1}, NodeId{i}, kFirst, kRates[i]);
  }
  const auto channel = ns3::CreateObject<MeshChannel>();
  const auto sender = ns3::CreateObject<ns3::Node>();
  const auto receiver = ns3::CreateObject<ns3::Node>();
  install_end_host(sender, kFirst, plane, channel);
  install_end_host(receiver, kLast, plane, channel);
  const Traffic traffic(loop, load, sender, receiver);
  loop.run_until(kEnd);
  twin::Report report;
  report.arrivals = traffic.arrivals();
  for (PortId port = 0; port < plane.port_count(); ++port) {
    report.lost_in_queues += plane.counters(port).drops_queue;
  }
  return report;
}

}  // namespace orbitmesh::chain_twin
