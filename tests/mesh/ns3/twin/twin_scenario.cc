#include "tests/mesh/ns3/twin/twin_scenario.h"

#include <string>
#include <vector>

#include "orbit/link_geometry.h"
#include "orbit/plus_grid.h"

namespace orbitmesh::twin {
namespace {

constexpr BitRate kUserUp{20'000'000};
constexpr BitRate kUserDown{25'000'000};
constexpr BitRate kFeeder{40'000'000};
constexpr BitRate kLaser{100'000'000};
constexpr BitRate kLan{100'000'000};
constexpr BitRate kFibre{200'000'000};
// Larger than anything that waits: how full queues drop is a matter of its own.
constexpr Bytes kQueue{12'500'000};
constexpr double kMinElevation_rad = 10 * kDegree;

WalkerShell shell() {
  WalkerShell shell;
  shell.name = "twin";
  shell.altitude_m = 780e3;
  shell.inclination_rad = 86.4 * kDegree;
  shell.planes = 6;
  shell.per_plane = 11;
  shell.phasing = 2;
  shell.raan_span_rad = kPi;
  return shell;
}

Geodetic place(double lat_deg, double lon_deg) { return {lat_deg * kDegree, lon_deg * kDegree, 0}; }

NodeId add_host(Topology& topology, const std::string& name, Geodetic location) {
  Topology::TerminalSpec terminal;
  terminal.uplink = kUserUp;
  terminal.downlink = kUserDown;
  terminal.uplink_queue_packets = 8000;
  terminal.downlink_queue_packets = 8000;
  terminal.min_elevation_rad = kMinElevation_rad;
  Topology::LanSpec lan;
  lan.rate = kLan;
  lan.queue_limit = kQueue;
  return topology.add_host("host-" + name, topology.add_terminal(name, location, terminal), lan);
}

}  // namespace

Scenario::Scenario() : constellation({shell()}), epoch(parse_epoch("2026-06-01T00:00:00Z")) {
  ephemeris = constellation.make_ephemeris(epoch);
  std::vector<std::string> names;
  for (const Satellite& satellite : constellation.satellites()) names.push_back(satellite.name);
  topology = std::make_unique<Topology>(names);
  Topology::IslSpec isl;
  isl.rate = kLaser;
  isl.queue_limit = kQueue;
  isl.max_range_m = max_isl_range_m(shell().altitude_m, 80e3);
  for (const IslLink& link : plus_grid(shell())) {
    topology->add_isl(static_cast<std::uint32_t>(link.a), static_cast<std::uint32_t>(link.b), isl);
  }
  const NodeId pop = topology->add_pop("longyearbyen", place(78.22, 15.65));
  Topology::GatewaySpec gateway;
  gateway.antennas = 1;
  gateway.feeder_rate = kFeeder;
  gateway.fibre_rate = kFibre;
  gateway.queue_limit = kQueue;
  topology->add_gateway("svalbard", place(78.23, 15.39), pop, gateway);
  datacenter = topology->add_datacenter("tromso", place(69.65, 18.96));
  host_a = add_host(*topology, "fairbanks", place(64.84, -147.72));
  host_b = add_host(*topology, "reykjavik", place(64.15, -21.94));
  topology->connect_ground(kFibre);
}

MeshOptions Scenario::mesh_options() {
  MeshOptions options;
  options.access.seed = 1;
  options.access.slot_pause = false;
  options.access.access_delay = false;
  // Any satellite in view is as good as another, so that many edges bring a new one.
  options.access.weights = {0, 0, 0, 0};
  options.access.gateway_min_elevation_rad = kMinElevation_rad;
  return options;
}

}  // namespace orbitmesh::twin
