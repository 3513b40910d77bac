#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "mesh/access_state.h"
#include "mesh/outage.h"
#include "mesh/radio_options.h"
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
  /// `scenario` must be loaded and checked, and outlive the world. Throws InputError for
  /// outages and timelines that name what is not there.
  explicit World(const Scenario& scenario);
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  struct ClientHost {
    const ClientSection* client = nullptr;
    std::uint32_t group = 0;     ///< index of the client in the scenario
    std::uint64_t instance = 0;  ///< number among those of that client, from 0
    NodeId host;
  };
  /// Satellites of a constellation that carry an accelerator.
  struct AcceleratorSatellites {
    const ConstellationSection* section = nullptr;
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
  /// Node that an end of a [[flow]] or a [[capture]] names: a datacenter, a host at a remote site,
  /// a client's first or named instance, or a satellite. Precondition: validated.
  NodeId end_host(std::string_view name) const;

  /// What fails, and when (scenarios/outage_plan.h).
  const std::vector<Outage>& outages() const { return outages_; }
  /// Where it rains, and how (scenarios/station_weather.h).
  const std::vector<StationWeather>& weather() const { return weather_; }

  /// Who may serve whom, and how the choice is made.
  AccessOptions access_options() const;

  /// Names and kinds of everything, for records.
  RunEntities entities() const;

 private:
  void add_satellites();
  void add_lasers(const IslSection& isl, const Shell& shell);
  void add_ground();
  void add_site(const SiteSection& site);
  void add_terrestrial(const SiteSection& site, NodeId terminal);
  void add_clients();
  void add_end_hosts();
  void add_end_host(const std::string& name, const SourceLocation& where);
  void add_satellite_end(const std::string& name, const SourceLocation& where);

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
  std::vector<Outage> outages_;
  std::vector<StationWeather> weather_;
  std::vector<AccessLimits> gateway_limits_;
  std::vector<AccessLimits> terminal_limits_;
  std::map<std::size_t, StreetCanyon> streets_;  // of terminals that move
  std::vector<ClientHost> clients_;
  std::vector<AcceleratorSatellites> accelerator_satellites_;
  std::vector<Named> datacenters_;
  std::map<std::string, NodeId, std::less<>> end_hosts_;
  std::vector<RemoteSite> remotes_;
};

}  // namespace orbitmesh
