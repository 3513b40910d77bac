#include <algorithm>

#include "mesh/ns3/ns3_event_loop.h"
#include "mesh/ns3/packet_network.h"
#include "tests/mesh/ns3/twin/simulations.h"
#include "tests/mesh/ns3/twin/twin_scenario.h"
#include "tests/mesh/ns3/twin/twin_traffic.h"

namespace orbitmesh::twin {
namespace {

constexpr Bytes kPppHeader{2};

class FeederCounter final : public MeshListener {
 public:
  explicit FeederCounter(PacketNetwork& network) : network_(network) {}
  void on_slot(const SlotRecord& record) override { network_.on_slot(record); }
  void on_feeder(const FeederChange& change) override {
    changes += change.from.valid();
    network_.on_feeder(change);
  }
  std::int64_t changes = 0;

 private:
  PacketNetwork& network_;
};

/// Links on the present path between two end hosts.
std::int64_t path_length(Mesh& mesh, NodeId from, NodeId to, Time now) {
  std::int64_t links = 0;
  bool landed = false;
  for (NodeId at = from; at != to; ++links) {
    const LinkId link = mesh.router().next_link(at, to, landed, now);
    if (!link.valid()) return 0;
    const LinkKind kind = mesh.topology().link(link).kind;
    landed |= kind == LinkKind::kUserDown || kind == LinkKind::kFeederDown;
    at = mesh.geometry().to(link);
  }
  return links;
}

std::int64_t longest_path(Mesh& mesh, Time now) {
  std::int64_t longest = 0;
  for (const NodeId from : mesh.topology().end_hosts()) {
    for (const NodeId to : mesh.topology().end_hosts()) {
      longest = std::max(longest, path_length(mesh, from, to, now));
    }
  }
  return longest;
}

}  // namespace

Report run_lean() {
  Report report;
  Ns3EventLoop loop;
  loop.run_until(Scenario::kBegin);
  const Scenario scenario;
  const MeshOptions options = Scenario::mesh_options();
  Mesh mesh(*scenario.topology, *scenario.ephemeris, scenario.epoch, options);
  PacketNetwork network(loop, mesh, options.access.handover, [&report](const SlotRecord& record) {
    report.user_handovers += record.from.valid() && record.from != record.to;
  });
  // The reference's point-to-point devices send it before every packet.
  network.plane().set_framing(kPppHeader);
  FeederCounter feeders(network);
  mesh.start(loop, feeders);
  const Traffic traffic(loop, scenario, [&network](NodeId id) { return network.node(id); });
  while (loop.now() < Scenario::kEnd) {
    report.longest_path = std::max(report.longest_path, longest_path(mesh, loop.now()));
    loop.run_until(loop.now() + Duration::from_s(1));
  }
  report.arrivals = traffic.arrivals();
  report.feeder_changes = feeders.changes;
  for (PortId port = 0; port < network.plane().port_count(); ++port) {
    report.lost_in_cuts += network.plane().counters(port).drops_cut;
  }
  return report;
}

}  // namespace orbitmesh::twin
