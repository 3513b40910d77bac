#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "inference/profile_library.h"
#include "nodes/power/node_energy.h"
#include "nodes/power/node_power.h"
#include "nodes/power/platform_power.h"
#include "nodes/power/satellite_power.h"
#include "scenarios/run_record.h"
#include "scenarios/world.h"

namespace orbitmesh {

/// Energy and heat of all serving nodes of a run: books what they draw, and lets the buses of
/// satellites and the platforms on the ground set their clocks.
class EnergyPlane {
 public:
  /// All must outlive it.
  EnergyPlane(EventLoop& loop, const World& world, const ProfileLibrary& library,
              FaultInjector& faults)
      : loop_(loop),
        library_(library),
        power_(loop, faults),
        satellites_(loop, world.ephemeris(), world.epoch(), power_) {}

  /// A node was struck by an outage, or came back.
  void set_outage(NodeId node, bool up) { power_.set(node, PowerLoss::kOutage, !up); }

  /// A satellite's server, before the run; `section` may name no bus.
  void add_satellite(Server& server, const ConstellationSection& section);
  /// A datacenter's server; `platform` may be empty.
  void add_site(Server& server, const std::optional<std::string>& platform);
  /// A client's own accelerator, which outages do not reach.
  void add_client(Server& server, const std::optional<std::string>& platform);
  void start() { satellites_.start(); }

  /// State of what feeds a node now; empty where nothing limits it.
  std::optional<BusSample> sample(NodeId node) const;
  /// Share of a satellite's battery that is charged now, [0, 1]; empty without a bus.
  std::optional<double> charge(NodeId node) const { return satellites_.charge(node); }
  /// Of all nodes up to now, in ascending order.
  std::vector<NodeEnergyRecord> totals() const;

 private:
  struct Node {
    std::unique_ptr<NodeEnergy> energy;
    PlatformPower platform;
    Server* server;
  };

  Node& add(Server& server);
  void add_platform(Server& server, const std::optional<std::string>& platform);
  NodeEnergyRecord total(NodeId id, const Node& node) const;

  EventLoop& loop_;
  const ProfileLibrary& library_;
  NodePower power_;
  SatellitePower satellites_;
  std::map<NodeId, Node> nodes_;
};

}  // namespace orbitmesh
