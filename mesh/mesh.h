#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/event_loop.h"
#include "mesh/access_state.h"
#include "mesh/link_geometry.h"
#include "mesh/path_view.h"
#include "mesh/records.h"
#include "mesh/router.h"
#include "mesh/slot_clock.h"
#include "mesh/topology.h"
#include "orbit/ephemeris.h"
#include "orbit/epoch.h"

namespace orbitmesh {

struct MeshOptions {
  Duration route_interval = Duration::from_s(1);
  AccessOptions access;
};

/// Told of changes at slot edges, after the new state and routes are in force.
class MeshListener {
 public:
  virtual ~MeshListener() = default;
  /// A terminal's slot begins, with or without a new satellite.
  virtual void on_slot(const SlotRecord& record) = 0;
  virtual void on_feeder(const FeederChange& change) = 0;
};

/// The moving mesh: who serves whom, how long each link is, and where packets go next.
/// It drives itself on the event loop: routes every route_interval, access at every slot
/// edge. All fidelities of Network share it.
class Mesh final : public PathView {
 public:
  /// `topology` and `ephemeris` must outlive the mesh.
  Mesh(const Topology& topology, const Ephemeris& ephemeris, Epoch epoch,
       const MeshOptions& options);

  /// Computes the first state at the loop's present time and schedules all further ones.
  /// The listener hears of the first state, too.
  void start(EventLoop& loop, MeshListener& listener);

  const Topology& topology() const { return topology_; }
  LinkGeometry& geometry() { return geometry_; }
  Router& router() { return router_; }

  NodeId serving_satellite(NodeId host) const override;
  std::optional<Duration> path_delay(NodeId from, NodeId to) const override;
  NodeId nearest(NodeId from, const std::vector<NodeId>& candidates) const override;

 private:
  void advance();
  void begin_slot(std::int64_t slot);
  void schedule_next();

  const Topology& topology_;
  const Ephemeris& ephemeris_;
  MeshOptions options_;
  SlotClock slots_;
  AccessState access_;
  LinkGeometry geometry_;
  Router router_;
  EventLoop* loop_ = nullptr;
  MeshListener* listener_ = nullptr;
  std::vector<Vec3> r_sat_ecef_m_;
  std::int64_t slot_ = INT64_MIN;
  std::vector<SlotRecord> slot_records_;
  std::vector<FeederChange> feeder_changes_;
};

}  // namespace orbitmesh
