#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "core/rng.h"
#include "core/time.h"
#include "core/vec3.h"
#include "mesh/access_delay.h"
#include "mesh/cell_sharing.h"
#include "mesh/feeder_scheduler.h"
#include "mesh/link_conditions.h"
#include "mesh/phy/street_canyon.h"
#include "mesh/records.h"
#include "mesh/site_view.h"
#include "mesh/topology.h"
#include "orbit/access/access_rules.h"
#include "orbit/access/serving_choice.h"
#include "orbit/visibility.h"

namespace orbitmesh {

enum class HandoverMode {
  kSoft,             ///< packets wait while the terminal turns to its satellite
  kHard,             ///< and are lost
  kMakeBeforeBreak,  ///< no pause unless the satellite before is gone without notice
};

constexpr std::array<EnumName<HandoverMode>, 3> enum_names(HandoverMode) {
  return {{{HandoverMode::kSoft, "soft"},
           {HandoverMode::kHard, "hard"},
           {HandoverMode::kMakeBeforeBreak, "make-before-break"}}};
}

struct AccessOptions {
  std::uint64_t seed = 1;
  AccessWeights weights;
  HandoverMode handover = HandoverMode::kSoft;
  bool slot_pause = true;     ///< transmission pauses at every slot edge
  bool access_delay = true;   ///< the measured access delay; false leaves propagation alone
  double access_share = 1.0;  ///< part of it that the user link bears, [0, 1]
  double gateway_min_elevation_rad = 25 * kDegree;
  double gateway_gso_separation_rad = 0;  ///< least angle to the geostationary arc; 0: any
  /// Of each gateway, in the topology's order, in place of the two above; empty: those.
  std::vector<AccessLimits> gateway_limits;
  std::int64_t feeders_per_satellite = 0;  ///< antennas that may track one at once; 0: any number
  /// Of each terminal, in the topology's order, besides its minimum elevation; empty: no more.
  std::vector<AccessLimits> terminal_limits;
  /// Buildings between which moving terminals drive, by number of the terminal.
  std::map<std::size_t, StreetCanyon> streets;
  std::optional<CellOptions> cells;  ///< empty: terminals share nothing
  /// Of each satellite; empty: none is known.
  std::vector<int> launch_years;
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
/// only at slot edges, and passes over satellites and gateways that are down then.
class AccessState {
 public:
  /// `topology` and `conditions` must outlive the state.
  AccessState(const Topology& topology, const LinkConditions& conditions,
              const AccessOptions& options);

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
  /// The k-th terminal's view from where it was at the last slot edge.
  const SiteView& terminal_view(std::size_t terminal) const { return terminal_views_[terminal]; }
  /// The slot's access delay of the k-th terminal.
  const AccessDelay& access_delay(std::size_t terminal) const { return delay_[terminal]; }
  /// What a packet of the k-th terminal waits for its uplink grant, the same in
  /// [n kUplinkWaitInterval, (n + 1) kUplinkWaitInterval).
  Duration uplink_wait(std::size_t terminal, Time t) const;

 private:
  struct Streams {
    RngStream choice;
    RngStream delay;
    RngStream wait;
    RngStream pause;
  };
  AccessCandidate candidate(std::size_t terminal, const VisibleSatellite& in_view,
                            const PathCost& path_cost) const;
  std::vector<FeederCandidate> feeder_candidates(std::size_t gateway,
                                                 const std::vector<Vec3>& r_ecef_m) const;
  std::vector<AccessCandidate> candidates(std::size_t terminal, const std::vector<Vec3>& r_ecef_m,
                                          const PathCost& path_cost, const BeamPlan& beams) const;
  SlotRecord choose_one(std::size_t terminal, const std::vector<Vec3>& r_ecef_m,
                        const std::vector<AccessCandidate>& candidates, std::int64_t slot);
  HandoverCause cause_of(std::size_t terminal, const SlotRecord& record,
                         const std::vector<AccessCandidate>& candidates,
                         const std::vector<Vec3>& r_ecef_m) const;
  void draw_slot(std::size_t terminal, std::int64_t slot, SlotRecord& record);

  const Topology& topology_;
  const LinkConditions& conditions_;
  AccessOptions options_;
  std::vector<NodeId> serving_;
  std::vector<std::vector<NodeId>> feeders_;
  std::vector<AccessDelay> delay_;
  std::vector<Streams> streams_;
  std::vector<SiteView> terminal_views_;
  std::vector<SiteView> gateway_views_;
};

}  // namespace orbitmesh
