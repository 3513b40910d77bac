#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "bench/ns3/full_stack_network.h"
#include "mesh/ns3/ns3_event_loop.h"
#include "tests/mesh/ns3/twin/simulations.h"
#include "tests/mesh/ns3/twin/twin_scenario.h"
#include "tests/mesh/ns3/twin/twin_traffic.h"

namespace orbitmesh::twin {
namespace {

using DeviceId = FullStackNetwork::DeviceId;
using Transmission = FullStackNetwork::Transmission;

bool is_fixed(LinkKind kind) {
  return kind == LinkKind::kIsl || kind == LinkKind::kLan || kind == LinkKind::kFibre;
}

/// The scenario's topology as nodes and devices. Each satellite has a device for each
/// terminal and for each gateway. A gateway has one for each satellite; a terminal has one
/// device, with one queue, and is joined to the satellite that serves it.
class Reference final : public MeshListener {
 public:
  Reference(const Scenario& scenario, EventLoop& loop, Mesh& mesh);

  void on_slot(const SlotRecord& record) override { handovers_.push_back(record); }
  void on_feeder(const FeederChange& change) override { feeder_changes_.push_back(change); }
  /// Applies new routes every second, right after the mesh has computed them, and what has
  /// changed at slot edges.
  void refresh();

  FullStackNetwork& network() { return network_; }
  const Report& report() const { return report_; }

 private:
  struct Ends {
    NodeId from;
    NodeId to;
    Duration fixed;
    bool moves = false;
    std::size_t user_link = kNoUserLink;
  };
  /// One direction between a terminal and whatever satellite serves it.
  struct UserLink {
    Time last_departure;
    Time last_arrival;
  };
  static constexpr std::size_t kNoUserLink = SIZE_MAX;

  DeviceId add_device(NodeId from, NodeId to, const DirectedLink& link);
  void add_fixed_links();
  void add_user_links();
  void add_feeder_links();
  Vec3 position_ecef_m(NodeId node, Time t) const;
  Duration propagation(const Ends& ends, Time departure) const;
  Duration delay(const Transmission& sent);
  DeviceId device_for(NodeId at, LinkId link) const;
  void rewrite_routes();
  void rewrite_route(NodeId at, NodeId destination);
  void cut_feeder(const FeederChange& change);
  void hand_over(const SlotRecord& record);

  const Topology& topology_;
  const Ephemeris& ephemeris_;
  EventLoop& loop_;
  Mesh& mesh_;
  FullStackNetwork network_;
  std::vector<Ends> ends_;                                   // of each device
  std::map<std::pair<NodeId, NodeId>, DeviceId> device_of_;  // from, to; terminals: from alone
  std::map<std::pair<NodeId, NodeId>, LinkId> routes_;       // at, destination
  std::vector<UserLink> user_links_;
  std::vector<SlotRecord> handovers_;
  std::vector<FeederChange> feeder_changes_;
  Report report_;
};

Reference::Reference(const Scenario& scenario, EventLoop& loop, Mesh& mesh)
    : topology_(*scenario.topology), ephemeris_(*scenario.ephemeris), loop_(loop), mesh_(mesh) {
  for (std::size_t i = 0; i < topology_.nodes().size(); ++i) network_.add_node();
  add_fixed_links();
  add_user_links();
  add_feeder_links();
  network_.follow([this](const Transmission& sent) { return delay(sent); });
}

DeviceId Reference::add_device(NodeId from, NodeId to, const DirectedLink& link) {
  const DeviceId device = network_.add_device({from, link.rate, link.queue_limit});
  const bool moves = link.kind != LinkKind::kLan && link.kind != LinkKind::kFibre;
  ends_.push_back({from, to, link.fixed_delay, moves, kNoUserLink});
  device_of_[{from, to}] = device;
  return device;
}

void Reference::add_fixed_links() {
  const auto& links = topology_.links();
  for (std::size_t i = 0; i < links.size(); i += 2) {  // both directions stand together
    if (!is_fixed(links[i].kind)) continue;
    const DeviceId forward = add_device(links[i].from, links[i].to, links[i]);
    network_.join(forward, add_device(links[i].to, links[i].from, links[i + 1]), Duration{});
  }
}

void Reference::add_user_links() {
  for (const Terminal& terminal : topology_.terminals()) {
    const DeviceId up = add_device(terminal.node, NodeId{}, topology_.link(terminal.up));
    ends_[up].user_link = user_links_.size();
    for (std::uint32_t s = 0; s < topology_.satellite_count(); ++s) {
      const DeviceId down = add_device(NodeId{s}, terminal.node, topology_.link(terminal.down));
      ends_[down].user_link = user_links_.size() + 1;
    }
    user_links_.resize(user_links_.size() + 2);
  }
}

void Reference::add_feeder_links() {
  for (const Gateway& gateway : topology_.gateways()) {
    const DirectedLink& up = topology_.link(gateway.first_feeder);
    for (std::uint32_t s = 0; s < topology_.satellite_count(); ++s) {
      const DeviceId ground = add_device(gateway.node, NodeId{s}, up);
      network_.join(ground, add_device(NodeId{s}, gateway.node, up), Duration{});
    }
  }
}

Vec3 Reference::position_ecef_m(NodeId node, Time t) const {
  return topology_.is_satellite(node) ? ephemeris_.position_ecef_m(static_cast<int>(node.value), t)
                                      : topology_.node(node).r_ecef_m;
}

Duration Reference::propagation(const Ends& ends, Time departure) const {
  if (!ends.moves) return ends.fixed;
  const double range_m =
      norm(position_ecef_m(ends.from, departure) - position_ecef_m(ends.to, departure));
  return ends.fixed + Duration::from_seconds(range_m / kSpeedOfLight_m_s);
}

// Each direction of a user link is one transmitter and keeps the order of its packets,
// also over a handover from a satellite to a nearer one. Here each satellite has a
// transmitter of its own, so these two rules are applied to the times.
Duration Reference::delay(const Transmission& sent) {
  const Ends& ends = ends_[sent.device];
  if (ends.user_link == kNoUserLink) return propagation(ends, sent.end);
  UserLink& link = user_links_[ends.user_link];
  const Time departure = std::max(sent.end, link.last_departure + (sent.end - sent.begin));
  const Time arrival = std::max(departure + propagation(ends, departure), link.last_arrival);
  link.last_departure = departure;
  link.last_arrival = arrival;
  return arrival - sent.end;
}

DeviceId Reference::device_for(NodeId at, LinkId link) const {
  const NodeId to =
      topology_.link(link).kind == LinkKind::kUserUp ? NodeId{} : mesh_.geometry().to(link);
  return device_of_.at({at, to});
}

void Reference::rewrite_route(NodeId at, NodeId destination) {
  const bool on_ground =
      topology_.node(at).kind == NodeKind::kGateway || topology_.node(at).kind == NodeKind::kPop;
  const bool landed = on_ground && topology_.node(destination).kind == NodeKind::kDatacenter;
  const LinkId link = mesh_.router().next_link(at, destination, landed, loop_.now());
  LinkId& current = routes_[{at, destination}];
  // A feeder link that stays may have another satellite.
  if (link == current && is_fixed(topology_.link(link).kind)) return;
  current = link;
  network_.clear_route(at, destination);
  if (link.valid()) network_.set_route(destination, device_for(at, link));
}

void Reference::rewrite_routes() {
  for (const NodeId destination : topology_.end_hosts()) {
    for (std::uint32_t i = 0; i < topology_.nodes().size(); ++i) {
      if (NodeId{i} != destination) rewrite_route(NodeId{i}, destination);
    }
  }
}

void Reference::cut_feeder(const FeederChange& change) {
  if (!change.from.valid()) return;
  ++report_.feeder_changes;
  const NodeId gateway = topology_.link(change.up).from;
  for (const DeviceId device :
       {device_of_.at({gateway, change.from}), device_of_.at({change.from, gateway})}) {
    report_.lost_in_cuts += static_cast<std::int64_t>(network_.cut(device));
  }
}

void Reference::hand_over(const SlotRecord& record) {
  if (record.from == record.to) return;
  report_.user_handovers += record.from.valid();
  const DeviceId up = device_of_.at({record.terminal, NodeId{}});
  ends_[up].to = record.to;
  network_.join(up, device_of_.at({record.to, record.terminal}), Duration{});
  if (!record.from.valid()) return;
  const DeviceId old_down = device_of_.at({record.from, record.terminal});
  for (const auto& packet : network_.take_queue(old_down)) network_.forward(old_down, packet);
}

void Reference::refresh() {
  rewrite_routes();
  for (const FeederChange& change : feeder_changes_) cut_feeder(change);
  for (const SlotRecord& record : handovers_) hand_over(record);
  feeder_changes_.clear();
  handovers_.clear();
  loop_.schedule_in(Duration::from_s(1), [this] { refresh(); });
}

}  // namespace

Report run_reference() {
  Ns3EventLoop loop;
  loop.run_until(Scenario::kBegin);
  const Scenario scenario;
  Mesh mesh(*scenario.topology, *scenario.ephemeris, scenario.epoch, Scenario::mesh_options());
  Reference reference(scenario, loop, mesh);
  mesh.start(loop, reference);
  reference.refresh();
  const Traffic traffic(loop, scenario,
                        [&reference](NodeId id) { return reference.network().node(id); });
  loop.run_until(Scenario::kEnd);
  Report report = reference.report();
  report.arrivals = traffic.arrivals();
  return report;
}

}  // namespace orbitmesh::twin
