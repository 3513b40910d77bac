#pragma once

#include <map>
#include <memory>
#include <optional>

#include "core/event_loop.h"
#include "core/ids.h"
#include "nodes/power/bus_summary.h"
#include "nodes/power/node_energy.h"
#include "nodes/power/node_power.h"
#include "nodes/power/power_bus.h"
#include "nodes/power/solar_geometry.h"
#include "nodes/records.h"
#include "orbit/ephemeris.h"
#include "orbit/epoch.h"

namespace orbitmesh {

/// Energy and heat of the satellites whose bus limits their accelerators. Between knots, at
/// whole multiples of PowerBus::kKnot since the epoch, the sky is that of the interval's middle,
/// and loads are followed at every change; at knots clocks are set and accelerators switched.
class SatellitePower {
 public:
  /// All must outlive it.
  SatellitePower(EventLoop& loop, const Ephemeris& ephemeris, Epoch epoch, NodePower& power)
      : loop_(loop), ephemeris_(ephemeris), epoch_(epoch), power_(power) {}
  SatellitePower(const SatellitePower&) = delete;
  SatellitePower& operator=(const SatellitePower&) = delete;

  /// The satellite of that node, which is its number in the ephemeris, at the epoch. Server and
  /// energy must outlive it. Throws as make_bus_setup(), and InputError for a satellite without a
  /// position.
  void add(Server& server, NodeEnergy& energy, const BusProfile& bus, const BusOptions& options);
  /// Begins with the first knot, at the epoch. Once.
  void start();

  /// The state now, changing nothing; empty for a node that was not added.
  std::optional<BusSample> sample(NodeId node) const;
  /// Share of the battery that is charged now; empty for a node that was not added.
  std::optional<double> charge(NodeId node) const;
  /// Up to the last knot; empty for a node that was not added.
  std::optional<BusSummary> summary(NodeId node) const;

 private:
  struct Satellite {
    Server* server;
    NodeEnergy* energy;
    PowerBus bus;
    BusSummary summary = {};
  };
  /// What all satellites share at a knot.
  struct Knot {
    Time now;
    Vec3 r_sun_ecef_m;
    Time middle;  ///< of the interval that begins
    SolarGeometry middle_sun;
  };

  void on_knot();
  void decide(const Knot& knot, int number, Satellite& satellite);
  Vec3 inertial_velocity_m_s(int number, Time t, Vec3 r_ecef_m) const;

  EventLoop& loop_;
  const Ephemeris& ephemeris_;
  Epoch epoch_;
  NodePower& power_;
  std::map<NodeId, Satellite> satellites_;
};

}  // namespace orbitmesh
