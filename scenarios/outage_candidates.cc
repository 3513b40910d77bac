#include "scenarios/outage_candidates.h"

#include <algorithm>

#include "mesh/link_name.h"

namespace orbitmesh {
namespace {

using Candidates = std::vector<OutageCandidate>;

NodeId ground_node(const Topology& topology, const std::string& name) {
  for (std::size_t i = topology.satellite_count(); i < topology.nodes().size(); ++i) {
    if (topology.nodes()[i].name == name) return NodeId{static_cast<std::uint32_t>(i)};
  }
  return {};
}

Candidates links(const Topology& topology) {
  Candidates all;
  for (std::uint32_t i = 0; i < topology.links().size(); ++i) {
    all.push_back({link_name(topology, LinkId{i}), {}, {LinkId{i}}, {}, {}});
  }
  return all;
}

Candidates pairs(const Topology& topology, LinkKind kind) {
  Candidates all;
  for (std::uint32_t i = 0; i < topology.links().size(); i += 2) {
    const DirectedLink& link = topology.links()[i];
    if (link.kind != kind) continue;
    const std::string& a = topology.node(link.from).name;
    const std::string& b = topology.node(link.to).name;
    all.push_back({a + " " + b, b + " " + a, {LinkId{i}, reverse_of(LinkId{i})}, {}, {}});
  }
  return all;
}

Candidates satellites(const Topology& topology) {
  Candidates all;
  for (std::uint32_t i = 0; i < topology.satellite_count(); ++i) {
    all.push_back({topology.nodes()[i].name, {}, {}, {NodeId{i}}, {}});
  }
  return all;
}

Candidates gateways(const Topology& topology, bool down) {
  Candidates all;
  for (const Gateway& gateway : topology.gateways()) {
    OutageCandidate candidate{topology.node(gateway.node).name, {}, {}, {}, gateway.node};
    for (std::uint32_t k = 0; !down && k < 2 * gateway.antennas; ++k) {
      candidate.links.push_back(LinkId{gateway.first_feeder.value + k});
    }
    if (down) candidate.nodes = {gateway.node};
    all.push_back(std::move(candidate));
  }
  return all;
}

Candidates terminals(const Topology& topology) {
  Candidates all;
  for (const Terminal& terminal : topology.terminals()) {
    all.push_back(
        {topology.node(terminal.node).name, {}, {terminal.up, terminal.down}, {}, terminal.node});
  }
  return all;
}

// Links of the kinds that a site has to the rest of the mesh.
std::vector<LinkId> outer_links(const Topology& topology, const std::vector<NodeId>& nodes) {
  std::vector<LinkId> outer;
  for (std::uint32_t i = 0; i < topology.links().size(); ++i) {
    const DirectedLink& link = topology.links()[i];
    const bool touches = std::any_of(nodes.begin(), nodes.end(), [&](NodeId node) {
      return link.from == node || link.to == node;
    });
    if (touches && link.kind != LinkKind::kLan) outer.push_back(LinkId{i});
  }
  return outer;
}

Candidates sites(const Scenario& scenario, const Topology& topology, bool down) {
  Candidates all;
  for (const SiteSection& site : scenario.sites) {
    std::vector<NodeId> nodes;
    if (site.kind == SiteKind::kDatacenter) {
      nodes.push_back(ground_node(topology, site.name));
    } else {
      for (std::int64_t k = 0; k < site.terminals; ++k) {
        nodes.push_back(ground_node(topology, terminal_name(site, k)));
      }
    }
    OutageCandidate candidate{site.name, {}, {}, {}, nodes.front()};
    if (down) {
      candidate.nodes = std::move(nodes);
    } else {
      candidate.links = outer_links(topology, nodes);
    }
    all.push_back(std::move(candidate));
  }
  return all;
}

}  // namespace

Candidates outage_candidates(OutageTarget what, bool down, const Scenario& scenario,
                             const Topology& topology) {
  switch (what) {
    case OutageTarget::kLink:
      return links(topology);
    case OutageTarget::kLaser:
      return pairs(topology, LinkKind::kIsl);
    case OutageTarget::kSatellite:
      return satellites(topology);
    case OutageTarget::kGateway:
      return gateways(topology, down);
    case OutageTarget::kSite:
      return sites(scenario, topology, down);
    case OutageTarget::kTerminal:
      return terminals(topology);
    case OutageTarget::kFibre:
      return pairs(topology, LinkKind::kFibre);
  }
  return {};
}

}  // namespace orbitmesh
