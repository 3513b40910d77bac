#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "mesh/topology.h"
#include "orbit/constellation.h"
#include "orbit/ephemeris.h"
#include "orbit/epoch.h"
#include "scenarios/run_record.h"
#include "scenarios/scenario.h"

namespace orbitmesh {

/// The things that a scenario names, as nodes and links of one mesh: constellation and
/// ephemeris, topology, and which node stands for which site and client.
class World {
 public:
  /// `scenario` must be loaded and checked, and outlive the world.
  explicit World(const Scenario& scenario);
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  struct ClientHost {
    const ClientSection* client = nullptr;
    std::uint32_t group = 0;     ///< index of the client in the scenario
    std::uint64_t instance = 0;  ///< number among those of that client, from 0
    NodeId host;
  };
  /// Satellites of a shell that carry an accelerator.
  struct AcceleratorSatellites {
    const ConstellationSection* shell = nullptr;
    std::vector<NodeId> nodes;
  };

  const Epoch& epoch() const { return epoch_; }
  const Ephemeris& ephemeris() const { return *ephemeris_; }
  const Topology& topology() const { return *topology_; }
  const std::vector<ClientHost>& clients() const { return clients_; }
  const std::vector<AcceleratorSatellites>& accelerator_satellites() const {
    return accelerator_satellites_;
  }
  /// Node of a datacenter; invalid for another name.
  NodeId datacenter(std::string_view site) const;
  /// Node that a [[flow]] end names: a datacenter, a host at a remote site, or the first
  /// instance of a client. Precondition: validated.
  NodeId flow_end(std::string_view name) const;

  /// Names and kinds of everything, for records.
  RunEntities entities() const;

 private:
  void add_satellites();
  void add_ground();
  void add_site(const SiteSection& site);
  void add_clients();
  void add_site_hosts();

  struct Named {
    std::string name;
    NodeId node;
  };
  struct RemoteSite {
    const SiteSection* site = nullptr;
    std::vector<NodeId> terminals;
    std::size_t hosts = 0;
  };
  RemoteSite& remote(std::string_view site);
  NodeId add_host(const std::string& name, RemoteSite& site);

  const Scenario& scenario_;
  Epoch epoch_;
  std::unique_ptr<Constellation> constellation_;
  std::unique_ptr<Ephemeris> ephemeris_;
  std::unique_ptr<Topology> topology_;
  std::vector<ClientHost> clients_;
  std::vector<AcceleratorSatellites> accelerator_satellites_;
  std::vector<Named> datacenters_;
  std::vector<Named> site_hosts_;
  std::vector<RemoteSite> remotes_;
};

}  // namespace orbitmesh
