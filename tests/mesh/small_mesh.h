#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/units.h"
#include "mesh/mesh.h"
#include "mesh/topology.h"
#include "orbit/constellation.h"
#include "orbit/link_geometry.h"
#include "orbit/plus_grid.h"

namespace orbitmesh {

/// A Walker shell with +Grid lasers, one terminal with a host in the Pilbara, one gateway
/// and PoP nearby, and one datacenter; what tests of the mesh need.
struct SmallMesh {
  static WalkerShell starlink_shell() {
    WalkerShell shell;
    shell.name = "shell-1";
    return shell;
  }
  explicit SmallMesh(const WalkerShell& shell = starlink_shell()) : constellation({shell}) {
    epoch = parse_epoch("2026-06-01T00:00:00Z");
    ephemeris = constellation.make_ephemeris(epoch);
    std::vector<std::string> names;
    for (const Satellite& satellite : constellation.satellites()) names.push_back(satellite.name);
    topology = std::make_unique<Topology>(names);
    Topology::IslSpec isl;
    isl.max_range_m = max_isl_range_m(shell.altitude_m, 80e3);
    for (const IslLink& link : plus_grid(shell)) {
      topology->add_isl(static_cast<std::uint32_t>(link.a), static_cast<std::uint32_t>(link.b),
                        isl);
    }
  }

  static Geodetic place(double lat_deg, double lon_deg) {
    return {lat_deg * kDegree, lon_deg * kDegree, 0};
  }

  /// Adds the ground around Perth.
  void add_ground() {
    pop = topology->add_pop("perth", place(-31.95, 115.86));
    gateway = topology->add_gateway("merredin", place(-31.48, 118.28), pop, {});
    datacenter = topology->add_datacenter("perth-dc", place(-31.95, 115.86));
    terminal = topology->add_terminal("mine.1", place(-22.8, 118.7), {});
    host = topology->add_host("robot-1", terminal, {});
    topology->connect_ground(BitRate{100'000'000'000});
  }

  /// Adds gateways, datacenters and hosts over the whole world instead; the shell does
  /// not reach the last host but two, at 64 deg north.
  void add_world() {
    const std::vector<Geodetic> places{place(-31.5, 118.3), place(47.6, -122.3), place(50.1, 8.7),
                                       place(35.7, 139.7),  place(-33.4, -70.7), place(30.2, -97.6),
                                       place(-1.3, 36.8),   place(60.2, 24.9)};
    for (std::size_t i = 0; i < places.size(); ++i) {
      const std::string number = std::to_string(i);
      const NodeId p = topology->add_pop("pop-" + number, places[i]);
      const Geodetic near{places[i].lat_rad, places[i].lon_rad + 2 * kDegree, 0};
      topology->add_gateway("gateway-" + number, near, p, {});
      if (i < 4) topology->add_datacenter("dc-" + number, places[i]);
    }
    const std::vector<Geodetic> sites{place(-22.8, 118.7), place(48.4, -123.4), place(0, -30),
                                      place(-45, 170),     place(52, -1),       place(64, -150),
                                      place(19, -155),     place(-10, 60)};
    for (std::size_t i = 0; i < sites.size(); ++i) {
      const std::string number = std::to_string(i);
      const NodeId t = topology->add_terminal("site-" + number, sites[i], {});
      hosts.push_back(topology->add_host("robot-" + number, t, {}));
    }
    for (const std::uint32_t satellite : {0U, 321U, 800U, 1234U}) {
      if (satellite < topology->satellite_count()) topology->add_satellite_host(NodeId{satellite});
    }
    topology->connect_ground(BitRate{100'000'000'000});
  }

  Constellation constellation;
  Epoch epoch;
  std::unique_ptr<Ephemeris> ephemeris;
  std::unique_ptr<Topology> topology;
  NodeId pop, gateway, datacenter, terminal, host;
  std::vector<NodeId> hosts;  ///< of add_world()
};

}  // namespace orbitmesh
