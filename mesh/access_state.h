#pragma once

#include <cstdint>
#include <vector>

#include "core/rng.h"
#include "core/time.h"
#include "core/vec3.h"
#include "mesh/access_delay.h"
#include "mesh/access_scheduler.h"
#include "mesh/records.h"
#include "mesh/topology.h"
#include "orbit/visibility.h"

namespace orbitmesh {

enum class HandoverMode { kSoft, kHard };

constexpr std::array<EnumName<HandoverMode>, 2> enum_names(HandoverMode) {
  return {{{HandoverMode::kSoft, "soft"}, {HandoverMode::kHard, "hard"}}};
}

struct AccessOptions {
  std::uint64_t seed = 1;
  AccessWeights weights;
  HandoverMode handover = HandoverMode::kSoft;
  bool slot_pause = true;     ///< transmission pauses at every slot edge
  bool access_delay = true;   ///< the measured access delay; false leaves propagation alone
  double access_share = 1.0;  ///< part of it that the user link bears, [0, 1]
  double gateway_min_elevation_rad = 25 * kDegree;
};

/// Mean path delay from a satellite to the datacenters, in ms; negative when none can be
/// reached. Supplied by the router, so that the choice knows the path behind.
class PathCost {
 public:
  virtual ~PathCost() = default;
  virtual bool has_datacenters() const = 0;
  virtual double to_datacenters_ms(std::uint32_t satellite) const = 0;
};

/// What changed at a slot edge, for one antenna of a gateway.
struct FeederChange {
  LinkId up;
  LinkId down;
  NodeId from;  ///< invalid: the antenna was idle
  NodeId to;    ///< invalid: the antenna becomes idle
};

/// Which satellite serves each terminal and which ones each gateway tracks. Changes
/// only at slot edges.
class AccessState {
 public:
  AccessState(const Topology& topology, const AccessOptions& options);

  /// Points the antennas of all gateways; `r_ecef_m` has every satellite's position.
  std::vector<FeederChange> assign_gateways(const std::vector<Vec3>& r_ecef_m);
  /// Chooses every terminal's satellite for slot number `slot`, beginning at `at`.
  std::vector<SlotRecord> choose_serving(Time at, std::int64_t slot,
                                         const std::vector<Vec3>& r_ecef_m,
                                         const PathCost& path_cost);

  /// Serving satellite of the k-th terminal; invalid when there is none.
  NodeId serving(std::size_t terminal) const { return serving_[terminal]; }
  /// Satellite of antenna `k` of the g-th gateway; invalid when idle.
  NodeId feeder(std::size_t gateway, std::size_t antenna) const {
    return feeders_[gateway][antenna];
  }
  /// Present access delay of the k-th terminal.
  const AccessDelay& access_delay(std::size_t terminal) const { return delay_[terminal]; }

 private:
  struct Streams {
    RngStream choice;
    RngStream delay;
    RngStream pause;
  };
  SlotRecord choose_one(std::size_t terminal, const std::vector<Vec3>& r_ecef_m,
                        const PathCost& path_cost, std::int64_t slot);
  void draw_slot(std::size_t terminal, std::int64_t slot, SlotRecord& record);

  const Topology& topology_;
  AccessOptions options_;
  std::vector<NodeId> serving_;
  std::vector<std::vector<NodeId>> feeders_;
  std::vector<AccessDelay> delay_;
  std::vector<Streams> streams_;
  std::vector<GroundSite> terminal_sites_;
  std::vector<GroundSite> gateway_sites_;
};

}  // namespace orbitmesh
