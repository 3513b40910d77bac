#include "scenarios/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "core/suggestion.h"
#include "orbit/link_geometry.h"
#include "scenarios/blockage_plan.h"
#include "scenarios/laser_plan.h"
#include "scenarios/outage_plan.h"
#include "scenarios/section_satellites.h"
#include "scenarios/station_weather.h"
#include "scenarios/terminal_limits.h"
#include "scenarios/terrestrial_access.h"
#include "scenarios/v2x_links.h"

namespace orbitmesh {
namespace {

constexpr BitRate kGroundFibreRate{100'000'000'000};

std::unique_ptr<Constellation> constellation_of(const Scenario& scenario) {
  auto constellation = std::make_unique<Constellation>();
  for (const ConstellationSection& section : scenario.constellations) {
    add_satellites(section, *constellation);
  }
  return constellation;
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

ClientGroup client_group(const ClientSection& client) {
  ClientGroup group{client.name, {}};
  for (const WorkloadSection& workload : client.workloads) {
    WorkloadInfo& info = group.workloads.emplace_back();
    info.name = workload.name;
    info.content_model = workload.content_model();
    info.arrival = workload.arrival.kind;
    info.target = workload.target;
  }
  return group;
}

}  // namespace

World::World(const Scenario& scenario)
    : scenario_(scenario),
      epoch_(parse_epoch(scenario.run.epoch)),
      constellation_(constellation_of(scenario)),
      ephemeris_(constellation_->make_ephemeris(epoch_)),
      topology_(std::make_unique<Topology>(satellite_names(*constellation_))) {
  add_satellites();
  add_ground();
  add_clients();
  add_end_hosts();
  outages_ = plan_outages(scenario, *topology_);
  add_laser_outages(scenario, *topology_, outages_);
  add_blockage(scenario, *topology_, outages_);
  weather_ = station_weather(scenario, *topology_);
}

void World::add_lasers(const IslSection& isl, const Shell& shell) {
  if (isl.topology == IslTopology::kNone) return;
  Topology::IslSpec spec;
  spec.rate = isl.rate;
  spec.hop_delay = isl.hop_delay;
  spec.max_range_m = max_isl_range_m(shell.altitude_m, isl.grazing_altitude.si);
  if (isl.max_range) spec.max_range_m = std::min(spec.max_range_m, isl.max_range->si);
  spec.uptime = {isl.uptime.value_or(1), isl.mean_interruption, isl.acquisition};
  for (const IslLink& link : shell.links) {
    topology_->add_isl(static_cast<std::uint32_t>(link.a), static_cast<std::uint32_t>(link.b),
                       spec);
  }
}

void World::add_satellites() {
  auto shell = constellation_->shells().begin();
  std::int64_t first = 0;
  for (const ConstellationSection& section : scenario_.constellations) {
    const std::int64_t end = first + satellite_count(section);
    for (; shell != constellation_->shells().end() && shell->first_satellite < end; ++shell) {
      add_lasers(section.isl, *shell);
    }
    if (section.accelerator) {
      AcceleratorSatellites carriers{&section, {}};
      for (std::int64_t k = first; k < end; k += section.accelerator->every) {
        carriers.nodes.push_back(NodeId{static_cast<std::uint32_t>(k)});
        topology_->add_satellite_host(carriers.nodes.back());
      }
      accelerator_satellites_.push_back(std::move(carriers));
    }
    first = end;
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
    spec.antennas = static_cast<std::uint32_t>(gateway.antenna_count());
    spec.band = gateway.band;
    spec.feeder_rate = gateway.feeder_rate();
    spec.extra_delay = ground_access_delay(scenario_.access);
    topology_->add_gateway(gateway.name, gateway.location.geodetic(), pop->node, spec);
    gateway_limits_.push_back(gateway_limits(gateway, scenario_.access));
  }
  for (const SiteSection& site : scenario_.sites) add_site(site);
  topology_->connect_ground(kGroundFibreRate);
  std::vector<V2xSite> v2x;
  for (const RemoteSite& remote : remotes_) {
    if (remote.site->v2x) v2x.push_back({remote.site, remote.terminals});
  }
  add_v2x_links(v2x, *topology_);
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
  spec.track = site.motion;
  const AccessLimits limits = terminal_limits(site, scenario_.access);
  spec.min_elevation_rad = limits.min_elevation.lowest_rad();
  RemoteSite remote{&site, {}, 0};
  for (std::int64_t k = 0; k < site.terminals; ++k) {
    remote.terminals.push_back(topology_->add_terminal(terminal_name(site, k), location, spec));
    if (site.terrestrial) add_terrestrial(site, remote.terminals.back());
    if (site.street && site.motion) {
      streets_.emplace(terminal_limits_.size(), site.street->street());
    }
    terminal_limits_.push_back(limits);
  }
  remotes_.push_back(std::move(remote));
}

void World::add_terrestrial(const SiteSection& site, NodeId terminal) {
  const auto pop = std::find_if(topology_->pops().begin(), topology_->pops().end(), [&](NodeId n) {
    return topology_->node(n).name == site.terrestrial->pop;
  });
  topology_->add_terrestrial(
      terminal, *pop,
      terrestrial_spec(*site.terrestrial, site.location.geodetic(), topology_->node(*pop).location,
                       static_cast<int>(site.terminals)));
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
  if (site.site->lan->kind == LanKind::kWifi) spec.radio = kSiteWifi;
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

void World::add_end_hosts() {
  for (const FlowSection& flow : scenario_.flows) {
    if (flow.from) add_end_host(*flow.from, flow.where.of("from"));
    if (flow.to) add_end_host(*flow.to, flow.where.of("to"));
  }
  for (const CaptureSection& capture : scenario_.captures) {
    add_end_host(capture.host, capture.where.of("host"));
  }
}

void World::add_end_host(const std::string& name, const SourceLocation& where) {
  if (end_hosts_.count(name) > 0) return;
  const SiteSection* site = scenario_.find_site(name);
  if (site != nullptr) {
    end_hosts_[name] =
        site->kind == SiteKind::kRemote ? add_host(name + ".host", remote(name)) : datacenter(name);
    return;
  }
  const auto client =
      std::find_if(clients_.begin(), clients_.end(), [&](const ClientHost& candidate) {
        return candidate.client->name == name || topology_->node(candidate.host).name == name;
      });
  if (client == clients_.end()) return add_satellite_end(name, where);
  end_hosts_[name] = client->host;
}

void World::add_satellite_end(const std::string& name, const SourceLocation& where) {
  const auto& nodes = topology_->nodes();
  std::vector<std::string_view> names;
  for (std::uint32_t k = 0; k < topology_->satellite_count(); ++k) {
    names.push_back(nodes[k].name);
    if (names.back() != name) continue;
    end_hosts_[name] = NodeId{k};
    return topology_->add_satellite_host(NodeId{k});
  }
  throw InputError(where, fmt::format("there is no satellite '{}'{}", name.substr(0, 60),
                                      did_you_mean(name, names)));
}

NodeId World::datacenter(std::string_view site) const {
  for (const Named& named : datacenters_) {
    if (named.name == site) return named.node;
  }
  return {};
}

NodeId World::end_host(std::string_view name) const {
  const auto found = end_hosts_.find(name);
  return found == end_hosts_.end() ? NodeId{} : found->second;
}

AccessOptions World::access_options() const {
  const AccessSection& access = scenario_.access;
  AccessOptions options;
  options.seed = static_cast<std::uint64_t>(scenario_.run.seed);
  options.weights = access.weights.weights();
  options.handover = access.handover;
  options.slot_pause = access.slot_pause;
  options.access_delay = access.access_delay;
  options.access_share = access.access_share;
  options.gateway_min_elevation_rad = access.gateway_min_elevation.si;
  options.gateway_gso_separation_rad = access.gateway_gso_separation.si;
  options.gateway_limits = gateway_limits_;
  options.feeders_per_satellite = access.feeders_per_satellite.value_or(0);
  options.terminal_limits = terminal_limits_;
  options.streets = streets_;
  if (access.cells) options.cells = access.cells->options();
  for (const Satellite& satellite : constellation_->satellites()) {
    options.launch_years.push_back(satellite.launch_year.value_or(kReferenceLaunchYear));
  }
  return options;
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
    entities.groups.push_back(client_group(client));
  }
  for (const ClientHost& client : clients_) {
    NodeInfo& host = entities.nodes[client.host.index()];
    host.kind = std::string(to_string(client.client->kind));
    entities.clients.push_back({host.name, client.group});
  }
  entities.faults = scenario_.has_faults();
  entities.mitigation = scenario_.has_mitigation();
  entities.buses = scenario_.has_buses();
  for (const FlowSection& flow : scenario_.flows) {
    entities.flows.push_back({flow.name, flow.flow_kind()});
  }
  for (const ConstellationSection& section : scenario_.constellations) {
    if (section.catalogue) entities.catalogues.push_back(catalogue_info(section, epoch_));
  }
  return entities;
}

}  // namespace orbitmesh
