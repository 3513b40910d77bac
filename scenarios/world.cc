#include "scenarios/world.h"

#include <algorithm>
#include <stdexcept>

#include "orbit/link_geometry.h"
#include "orbit/plus_grid.h"

namespace orbitmesh {
namespace {

constexpr BitRate kGroundFibreRate{100'000'000'000};

std::vector<WalkerShell> shells_of(const Scenario& scenario) {
  std::vector<WalkerShell> shells;
  for (const ConstellationSection& section : scenario.constellations) {
    shells.push_back(section.shell());
  }
  return shells;
}

std::vector<std::string> satellite_names(const Constellation& constellation) {
  std::vector<std::string> names;
  for (const Satellite& satellite : constellation.satellites()) names.push_back(satellite.name);
  return names;
}

/// The part of the access delay that the user link does not bear, each way.
Duration ground_access_delay(const AccessSection& access) {
  if (!access.access_delay) return {};
  return Duration::from_seconds(mean_access_rtt().seconds() / 2 * (1 - access.access_share));
}

}  // namespace

World::World(const Scenario& scenario)
    : scenario_(scenario),
      epoch_(parse_epoch(scenario.run.epoch)),
      constellation_(std::make_unique<Constellation>(shells_of(scenario))),
      ephemeris_(constellation_->make_ephemeris(epoch_)),
      topology_(std::make_unique<Topology>(satellite_names(*constellation_))) {
  add_satellites();
  add_ground();
  add_clients();
  add_site_hosts();
}

void World::add_satellites() {
  for (std::size_t s = 0; s < scenario_.constellations.size(); ++s) {
    const ConstellationSection& section = scenario_.constellations[s];
    const int first = constellation_->first_satellite(static_cast<int>(s));
    if (section.isl.topology == IslTopology::kPlusGrid) {
      Topology::IslSpec spec;
      spec.rate = section.isl.rate;
      spec.hop_delay = section.isl.hop_delay;
      spec.max_range_m =
          max_isl_range_m(section.walker.altitude.si, section.isl.grazing_altitude.si);
      for (const IslLink& link : plus_grid(section.shell(), first)) {
        topology_->add_isl(static_cast<std::uint32_t>(link.a), static_cast<std::uint32_t>(link.b),
                           spec);
      }
    }
    if (!section.accelerator) continue;
    AcceleratorSatellites carriers{&section, {}};
    for (std::int64_t k = 0; k < section.size(); k += section.accelerator->every) {
      const NodeId node{static_cast<std::uint32_t>(first + k)};
      carriers.nodes.push_back(node);
      topology_->add_satellite_host(node);
    }
    accelerator_satellites_.push_back(std::move(carriers));
  }
}

void World::add_ground() {
  std::vector<Named> pops;
  for (const PopSection& pop : scenario_.pops) {
    pops.push_back({pop.name, topology_->add_pop(pop.name, pop.location.geodetic())});
  }
  for (const GatewaySection& gateway : scenario_.gateways) {
    const auto pop = std::find_if(pops.begin(), pops.end(),
                                  [&](const Named& n) { return n.name == gateway.pop; });
    Topology::GatewaySpec spec;
    spec.antennas = static_cast<std::uint32_t>(gateway.antennas);
    spec.feeder_rate = gateway.rate;
    spec.extra_delay = ground_access_delay(scenario_.access);
    topology_->add_gateway(gateway.name, gateway.location.geodetic(), pop->node, spec);
  }
  for (const SiteSection& site : scenario_.sites) add_site(site);
  topology_->connect_ground(kGroundFibreRate);
}

void World::add_site(const SiteSection& site) {
  const Geodetic location = site.location.geodetic();
  if (site.kind == SiteKind::kDatacenter) {
    datacenters_.push_back({site.name, topology_->add_datacenter(site.name, location)});
    return;
  }
  Topology::TerminalSpec spec;
  spec.uplink = scenario_.access.uplink;
  spec.downlink = scenario_.access.downlink;
  spec.min_elevation_rad = scenario_.access.min_elevation.si;
  RemoteSite remote{&site, {}, 0};
  for (std::int64_t k = 0; k < site.terminals; ++k) {
    remote.terminals.push_back(topology_->add_terminal(terminal_name(site, k), location, spec));
  }
  remotes_.push_back(std::move(remote));
}

World::RemoteSite& World::remote(std::string_view site) {
  const auto found = std::find_if(remotes_.begin(), remotes_.end(),
                                  [&](const RemoteSite& r) { return r.site->name == site; });
  if (found == remotes_.end()) throw std::logic_error("not a remote site");
  return *found;
}

NodeId World::add_host(const std::string& name, RemoteSite& site) {
  Topology::LanSpec spec;
  spec.rate = site.site->lan->rate;
  spec.delay = site.site->lan->delay;
  // Hosts are spread over the site's terminals in turn.
  const NodeId terminal = site.terminals[site.hosts++ % site.terminals.size()];
  return topology_->add_host(name, terminal, spec);
}

void World::add_clients() {
  for (std::uint32_t g = 0; g < scenario_.clients.size(); ++g) {
    const ClientSection& client = scenario_.clients[g];
    RemoteSite& site = remote(client.site);
    for (std::int64_t k = 0; k < client.count; ++k) {
      const std::string name = client.name + "-" + std::to_string(k + 1);
      clients_.push_back({&client, g, static_cast<std::uint64_t>(k), add_host(name, site)});
    }
  }
}

void World::add_site_hosts() {
  for (const FlowSection& flow : scenario_.flows) {
    for (const std::string& end : {flow.from, flow.to}) {
      const SiteSection* site = scenario_.find_site(end);
      const bool known = std::any_of(site_hosts_.begin(), site_hosts_.end(),
                                     [&end = end](const Named& n) { return n.name == end; });
      if (site == nullptr || site->kind != SiteKind::kRemote || known) continue;
      site_hosts_.push_back({end, add_host(end + ".host", remote(end))});
    }
  }
}

NodeId World::datacenter(std::string_view site) const {
  for (const Named& named : datacenters_) {
    if (named.name == site) return named.node;
  }
  return {};
}

NodeId World::flow_end(std::string_view name) const {
  for (const Named& named : site_hosts_) {
    if (named.name == name) return named.node;
  }
  for (const ClientHost& client : clients_) {
    if (client.client->name == name) return client.host;
  }
  return datacenter(name);
}

RunEntities World::entities() const {
  RunEntities entities;
  for (const Node& node : topology_->nodes()) {
    entities.nodes.push_back({node.name, std::string(to_string(node.kind))});
  }
  for (const Terminal& terminal : topology_->terminals()) {
    entities.terminals.push_back(terminal.node);
  }
  for (const ClientSection& client : scenario_.clients) {
    ClientGroup group{client.name, {}};
    for (const WorkloadSection& workload : client.workloads) {
      group.workloads.push_back({workload.name, 0, workload.content_model()});
    }
    entities.groups.push_back(std::move(group));
  }
  for (const ClientHost& client : clients_) {
    NodeInfo& host = entities.nodes[client.host.index()];
    host.kind = std::string(to_string(client.client->kind));
    entities.clients.push_back({host.name, client.group});
  }
  entities.faults = scenario_.has_faults();
  for (const FlowSection& flow : scenario_.flows) entities.flows.push_back({flow.name, flow.kind});
  return entities;
}

}  // namespace orbitmesh
