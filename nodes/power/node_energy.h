#pragma once

#include "core/event_loop.h"
#include "nodes/load_listener.h"
#include "nodes/power/compute_power.h"
#include "nodes/power/power_bus.h"
#include "nodes/server.h"

namespace orbitmesh {

/// Energies of a node's accelerators since the start [J].
struct ComputeEnergy {
  double compute_j = 0.0;  ///< above idle, of devices that serve requests
  double leased_j = 0.0;   ///< above idle, of leased work on the others
  double idle_j = 0.0;     ///< of being switched on
};

/// Books what the accelerators of one server draw, exactly between changes of its load, and
/// advances the bus that feeds them, if there is one.
class NodeEnergy final : public LoadListener {
 public:
  /// Listens to `server` from now on; loop and server must outlive it.
  NodeEnergy(EventLoop& loop, Server& server, const ComputePower& power);
  NodeEnergy(const NodeEnergy&) = delete;
  NodeEnergy& operator=(const NodeEnergy&) = delete;

  /// A bus that the accelerators draw from; must outlive it.
  void set_bus(PowerBus& bus) { bus_ = &bus; }

  void before_change() override { advance(); }
  void advance();

  /// What the accelerators draw now [W].
  double power_w() const { return idle_w() + active_w(server_.active_devices()); }
  /// Up to now; changes nothing.
  ComputeEnergy total() const;
  const ComputePower& power() const { return power_; }

 private:
  double idle_w() const { return server_.up() ? power_.idle_w : 0.0; }
  /// Of so many devices at work, above idle [W].
  double active_w(double devices) const;

  EventLoop& loop_;
  const Server& server_;
  ComputePower power_;
  PowerBus* bus_ = nullptr;
  Time advanced_to_;
  ComputeEnergy energy_;
};

}  // namespace orbitmesh
