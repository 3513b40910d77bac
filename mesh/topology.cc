#include "mesh/topology.h"

#include <algorithm>
#include <utility>

#include "mesh/fibre_link.h"

namespace orbitmesh {
namespace {

// Room for one full-size packet is what a queue counted in packets holds a packet.
constexpr std::int64_t kFullPacketBytes = 1500;

NodeId node_id(std::size_t index) { return {static_cast<std::uint32_t>(index)}; }
LinkId next(LinkId link, std::uint32_t by = 1) { return {link.value + by}; }

}  // namespace

Topology::Topology(std::vector<std::string> satellite_names)
    : satellite_count_(satellite_names.size()) {
  for (auto& name : satellite_names) {
    Node node;
    node.name = std::move(name);
    nodes_.push_back(std::move(node));
    attachment_.push_back(node_id(nodes_.size() - 1));
    lan_.emplace_back();
  }
}

NodeId Topology::add_node(NodeKind kind, const std::string& name, Geodetic location) {
  nodes_.push_back({kind, name, location, geodetic_to_ecef_m(location)});
  const NodeId id = node_id(nodes_.size() - 1);
  attachment_.push_back(id);
  lan_.emplace_back();
  return id;
}

LinkId Topology::add_pair(DirectedLink forward) {
  const LinkId id{static_cast<std::uint32_t>(links_.size())};
  links_.push_back(forward);
  std::swap(forward.from, forward.to);
  links_.push_back(forward);
  return id;
}

void Topology::add_isl(std::uint32_t a, std::uint32_t b, const IslSpec& spec) {
  const LinkId forward = add_pair(
      {LinkKind::kIsl, node_id(a), node_id(b), spec.rate, spec.hop_delay, spec.queue_limit});
  isls_.push_back({a, b, forward, spec.max_range_m, spec.uptime});
}

NodeId Topology::add_pop(const std::string& name, Geodetic location) {
  pops_.push_back(add_node(NodeKind::kPop, name, location));
  return pops_.back();
}

NodeId Topology::add_datacenter(const std::string& name, Geodetic location) {
  datacenters_.push_back(add_node(NodeKind::kDatacenter, name, location));
  end_hosts_.push_back(datacenters_.back());
  return datacenters_.back();
}

NodeId Topology::add_gateway(const std::string& name, Geodetic location, NodeId pop,
                             const GatewaySpec& spec) {
  Gateway gateway;
  gateway.node = add_node(NodeKind::kGateway, name, location);
  gateway.pop = pop;
  gateway.antennas = spec.antennas;
  gateway.band = spec.band;
  gateway.first_feeder = {static_cast<std::uint32_t>(links_.size())};
  for (std::uint32_t k = 0; k < spec.antennas; ++k) {
    links_.push_back({LinkKind::kFeederUp, gateway.node, NodeId{}, spec.feeder_rate, Duration{},
                      spec.queue_limit});
    links_.push_back({LinkKind::kFeederDown, NodeId{}, gateway.node, spec.feeder_rate, Duration{},
                      spec.queue_limit});
  }
  const Duration delay = fibre_delay(node(gateway.node).location, node(pop).location);
  gateway.to_pop = add_pair({LinkKind::kFibre, gateway.node, pop, spec.fibre_rate,
                             delay + spec.extra_delay, spec.queue_limit});
  gateways_.push_back(gateway);
  return gateway.node;
}

NodeId Topology::add_terminal(const std::string& name, Geodetic location,
                              const TerminalSpec& spec) {
  Terminal terminal;
  if (spec.track != nullptr) location = spec.track->at(Time{});
  terminal.node = add_node(NodeKind::kTerminal, name, location);
  nodes_.back().track = spec.track;
  terminal.min_elevation_rad = spec.min_elevation_rad;
  terminal.up = {static_cast<std::uint32_t>(links_.size())};
  links_.push_back({LinkKind::kUserUp, terminal.node, NodeId{}, spec.uplink, Duration{},
                    Bytes{spec.uplink_queue_packets * kFullPacketBytes}});
  terminal.down = next(terminal.up);
  links_.push_back({LinkKind::kUserDown, NodeId{}, terminal.node, spec.downlink, Duration{},
                    Bytes{spec.downlink_queue_packets * kFullPacketBytes}});
  terminals_.push_back(terminal);
  return terminal.node;
}

NodeId Topology::add_host(const std::string& name, NodeId terminal, const LanSpec& spec) {
  const NodeId host = add_node(NodeKind::kHost, name, node(terminal).location);
  nodes_.back().track = node(terminal).track;
  lan_[host.index()] =
      add_pair({LinkKind::kLan, host, terminal, spec.rate, spec.delay, spec.queue_limit});
  if (spec.radio) drawn_delays_.push_back({lan_[host.index()], *spec.radio, Duration{}});
  attachment_[host.index()] = terminal;
  end_hosts_.push_back(host);
  return host;
}

void Topology::add_terrestrial(NodeId terminal, NodeId pop, const TerrestrialSpec& spec) {
  const LinkId up{static_cast<std::uint32_t>(links_.size())};
  links_.push_back(
      {LinkKind::kTerrestrialUp, terminal, pop, spec.up, spec.delay, spec.queue_limit});
  links_.push_back(
      {LinkKind::kTerrestrialDown, pop, terminal, spec.down, spec.delay, spec.queue_limit});
  if (spec.radio) drawn_delays_.push_back({up, *spec.radio, spec.delay});
  terminals_[terminal_number(terminal)].terrestrial = up;
}

void Topology::add_v2x(NodeId terminal_a, NodeId terminal_b, const V2xSpec& spec) {
  const TerrestrialRate rate = rate_share(spec.radio, 1);
  const LinkId forward =
      add_pair({LinkKind::kV2xLink, terminal_a, terminal_b, rate.up, Duration{}, spec.queue_limit});
  drawn_delays_.push_back({forward, spec.radio, Duration{}});
  v2x_.push_back({terminal_number(terminal_a), terminal_number(terminal_b), forward,
                  spec.radio.radius_m, spec.loss});
}

std::uint32_t Topology::terminal_number(NodeId terminal) const {
  const auto found = std::find_if(terminals_.begin(), terminals_.end(),
                                  [terminal](const Terminal& t) { return t.node == terminal; });
  return static_cast<std::uint32_t>(found - terminals_.begin());
}

void Topology::add_satellite_host(NodeId satellite) {
  if (std::find(end_hosts_.begin(), end_hosts_.end(), satellite) == end_hosts_.end()) {
    end_hosts_.push_back(satellite);
  }
}

void Topology::add_fibre(NodeId a, NodeId b, BitRate rate) {
  const Duration delay = fibre_delay(node(a).location, node(b).location);
  const LinkId forward = add_pair({LinkKind::kFibre, a, b, rate, delay, Bytes{12'500'000}});
  fibres_.push_back({a, b, forward});
  fibres_.push_back({b, a, next(forward)});
}

void Topology::connect_ground(BitRate rate) {
  for (const NodeId pop : pops_) {
    for (const NodeId datacenter : datacenters_) add_fibre(pop, datacenter, rate);
  }
  for (std::size_t i = 0; i < datacenters_.size(); ++i) {
    for (std::size_t j = i + 1; j < datacenters_.size(); ++j) {
      add_fibre(datacenters_[i], datacenters_[j], rate);
    }
  }
}

LinkId Topology::fibre_to(NodeId from, NodeId datacenter) const {
  for (const Fibre& fibre : fibres_) {
    if (fibre.from == from && fibre.to == datacenter) return fibre.link;
  }
  return {};
}

}  // namespace orbitmesh
