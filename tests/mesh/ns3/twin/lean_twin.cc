#include <cstdio>
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
  void on_slot(const HandoverRecord& record) override { fprintf(stderr,"%f t%d %d->%d of %d\n",record.at.seconds(),(int)record.terminal.value,(int)record.from.value,(int)record.to.value,(int)record.candidates); network_.on_slot(record); }
  void on_feeder(const FeederChange& change) override {
    changes += change.from.valid(); fprintf(stderr,"feeder %d->%d\n",(int)change.from.value,(int)change.to.value);
    network_.on_feeder(change);
  }
  std::int64_t changes = 0;

 private:
  PacketNetwork& network_;
};

}  // namespace

Report run_lean() {
  Report report;
  Ns3EventLoop loop;
  const Scenario scenario;
  const MeshOptions options = Scenario::mesh_options();
  Mesh mesh(*scenario.topology, *scenario.ephemeris, scenario.epoch, options);
  PacketNetwork network(loop, mesh, options.access.handover,
                        [&report](const HandoverRecord& record) {
                          report.user_handovers += record.from.valid() && record.from != record.to;
                        });
  // The reference's point-to-point devices send it before every packet.
  network.plane().set_framing(kPppHeader);
  FeederCounter feeders(network);
  mesh.start(loop, feeders);
  const Traffic traffic(loop, scenario, [&network](NodeId id) { return network.node(id); });
  loop.run_until(Time{} + Scenario::kDuration);
  report.arrivals = traffic.arrivals();
  report.feeder_changes = feeders.changes;
  for (PortId port = 0; port < network.plane().port_count(); ++port) {
    report.lost_in_cuts += network.plane().counters(port).drops_cut;
  }
  return report;
}

}  // namespace orbitmesh::twin
