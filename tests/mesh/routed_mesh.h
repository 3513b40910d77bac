#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "mesh/access_state.h"
#include "mesh/link_conditions.h"
#include "mesh/link_geometry.h"
#include "mesh/router.h"
#include "mesh/slot_clock.h"

namespace orbitmesh {

/// Access, geometry and routes of a topology, moved by hand from one time to the next
/// as Mesh does it.
class RoutedMesh {
 public:
  RoutedMesh(const Topology& topology, const Ephemeris& ephemeris, Epoch epoch,
             const AccessOptions& options = {}, std::vector<Outage> outages = {},
             Routing routing = Routing::kShortestDelay, bool on_demand = false)
      : ephemeris_(ephemeris),
        slots_(epoch),
        conditions(topology, std::move(outages)),
        access(topology, conditions, options),
        geometry(topology, ephemeris, access, slots_),
        router(topology, access, geometry, conditions, options, on_demand, routing),
        r_sat_ecef_m(topology.satellite_count()) {}

  void move_to(Time t) {
    now = t;
    conditions.update(t);
    ephemeris_.positions_ecef_m(t, r_sat_ecef_m.data());
    const std::int64_t slot = slots_.slot_at(t);
    if (slot != slot_) {
      slot_ = slot;
      feeder_changes = access.assign_gateways(r_sat_ecef_m);
      router.recompute(t, r_sat_ecef_m);
      slots = access.choose_serving(t, slot, r_sat_ecef_m, router);
    }
    router.recompute(t, r_sat_ecef_m);
  }

 private:
  const Ephemeris& ephemeris_;
  SlotClock slots_;
  std::int64_t slot_ = INT64_MIN;

 public:
  LinkConditions conditions;
  AccessState access;
  LinkGeometry geometry;
  Router router;
  std::vector<Vec3> r_sat_ecef_m;
  std::vector<FeederChange> feeder_changes;
  std::vector<SlotRecord> slots;
  Time now;
};

}  // namespace orbitmesh
