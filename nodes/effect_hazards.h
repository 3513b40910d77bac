#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/rng.h"
#include "core/time.h"
#include "inference/device_profile.h"
#include "nodes/device_effect_event.h"
#include "orbit/environment/geodetic_grid.h"

namespace orbitmesh {

/// The instants at which the effects of one kind of device happen at many nodes, by cumulative
/// hazard: H grows by rate x time, and event k of an effect happens when it has grown by
/// -ln(U_k) since the event before. U_k depends on the seed, the node, the effect's name
/// and k alone, so that no other effect, node or step of the run moves an event.
class EffectHazards {
 public:
  /// The device must outlive this. `acceleration` multiplies all rates.
  EffectHazards(std::uint64_t seed, const DeviceProfile& device, double acceleration);

  /// Adds a node; `factors` multiply its rates (devices, bits).
  void add(NodeId node, const GridLanes& factors);
  int size() const { return static_cast<int>(nodes_.size()); }

  /// Mean number of events of each effect so far, all nodes together, without acceleration.
  const std::array<double, kGridLanes>& expected() const { return expected_; }

  /// Lets the hazards of `count` nodes from number `first` on, in the order of add(), grow for
  /// `span` from `begin` at the rates of a device [1/s], and appends what happens: by node, then
  /// by effect, then by time. A node's spans follow on each other without gaps.
  void advance(int first, int count, Time begin, Duration span, const GridLanes* rates,
               std::vector<DeviceEffectEvent>& events);

 private:
  struct Lanes {
    std::array<double, kGridLanes> at;
  };
  void fire(std::size_t n, std::size_t effect, double rate_per_s, Time begin, double span_s,
            std::vector<DeviceEffectEvent>& events);
  double draw(NodeId node, std::size_t effect, std::uint64_t k) const;

  std::uint64_t seed_;
  const DeviceProfile& device_;
  double acceleration_;
  std::array<double, kGridLanes> expected_{};
  std::vector<std::string> streams_;  // by effect
  std::vector<NodeId> nodes_;
  std::vector<GridLanes> factors_;
  std::vector<Lanes> left_;  // hazard until the next event
  std::vector<std::array<std::uint64_t, kGridLanes>> count_;
};

}  // namespace orbitmesh
