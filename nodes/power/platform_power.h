#pragma once

#include <optional>

#include "inference/platform_profile.h"
#include "nodes/power/compute_power.h"
#include "nodes/power/node_energy.h"

namespace orbitmesh {

/// What a datacenter, a car or a robot adds to the energy of its accelerators, and what it takes
/// from their speed. docs/models/ground-platforms.md.
class PlatformPower {
 public:
  /// An accelerator by itself: nothing added, nothing taken.
  PlatformPower() = default;
  /// `devices` of which `power` is; the platform's own power is for platform.count devices.
  PlatformPower(const PlatformProfile& platform, const ComputePower& power, std::int64_t devices);

  /// Share of the nominal clock that is there for requests, (0, 1].
  double clock() const { return clock_; }
  /// Hosts and building, for energy of the devices [J].
  double overhead_j(const ComputeEnergy& energy) const {
    return (overhead_ - 1.0) * (energy.compute_j + energy.leased_j + energy.idle_j);
  }
  /// The body of a robot and the control loops that are never offloaded [W].
  double body_w() const { return body_w_; }
  /// Of the battery when it is full; empty without one.
  const std::optional<double>& battery_j() const { return battery_j_; }

 private:
  double clock_ = 1.0;
  double overhead_ = 1.0;
  double body_w_ = 0.0;
  std::optional<double> battery_j_;
};

}  // namespace orbitmesh
