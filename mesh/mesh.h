#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "core/event_loop.h"
#include "mesh/access_state.h"
#include "mesh/link_conditions.h"
#include "mesh/link_geometry.h"
#include "mesh/outage.h"
#include "mesh/path_view.h"
#include "mesh/radio_conditions.h"
#include "mesh/radio_options.h"
#include "mesh/records.h"
#include "mesh/router.h"
#include "mesh/routing/routing.h"
#include "mesh/slot_clock.h"
#include "mesh/topology.h"
#include "orbit/ephemeris.h"
#include "orbit/epoch.h"

namespace orbitmesh {

struct MeshOptions {
  Duration route_interval = Duration::from_s(1);
  /// Positions and routes of a step are computed when someone asks for them; the answers
  /// are the same. For fidelities in which few things happen in a step.
  bool routes_on_demand = false;
  Routing routing = Routing::kShortestDelay;
  AccessOptions access;
  RadioOptions radio;
  std::vector<Outage> outages;
  /// Hears of nodes that go down and come up again, before the network does.
  std::function<void(NodeId node, bool up)> on_node;
  /// Hears of every slot in which rain takes a link down.
  std::function<void(const Outage& outage)> on_rain_outage;
};

/// Told of changes at slot edges and of outages, after the new state and routes are in force:
/// first nodes, then links, each in order of number, then feeders and slots.
class MeshListener {
 public:
  virtual ~MeshListener() = default;
  /// A node goes down or comes up; its links are told apart.
  virtual void on_node(NodeId /*node*/, bool /*up*/) {}
  /// The condition of a link is another than before; at first it is nominal.
  virtual void on_link(LinkId /*link*/, const LinkCondition& /*condition*/) {}
  /// A terminal's slot begins, with or without a new satellite.
  virtual void on_slot(const SlotRecord& record) = 0;
  virtual void on_feeder(const FeederChange& change) = 0;
};

/// The moving mesh: who serves whom, how long each link is, and where packets go next.
/// It drives itself on the event loop: routes every route_interval, access at every slot
/// edge, everything that an outage changes at once. A satellite or gateway that goes down in
/// a slot is replaced at the next edge alone. All fidelities of Network share it.
class Mesh final : public PathView {
 public:
  /// `topology` and `ephemeris` must outlive the mesh.
  Mesh(const Topology& topology, const Ephemeris& ephemeris, Epoch epoch,
       const MeshOptions& options);

  /// Computes the first state at the loop's present time and schedules all further ones.
  /// The listener hears of the first state, too.
  void start(EventLoop& loop, MeshListener& listener);

  const Topology& topology() const { return topology_; }
  std::uint64_t seed() const { return options_.access.seed; }
  const RadioOptions& radio() const { return options_.radio; }
  LinkGeometry& geometry() { return geometry_; }
  /// The routes in force now.
  Router& router() {
    bring_up_to_date();
    return router_;
  }
  /// Where load-aware routing reads the load; without it there is none.
  void set_meters(const LinkMeters& meters) { router_.set_meters(meters); }
  /// Until then serving satellites, conditions and routes stay as they are.
  Time next_change() const;

  /// Present condition of a link; one whose satellite is down is down.
  LinkCondition condition(LinkId link) const;
  bool node_up(NodeId node) const { return conditions_.node_up(node); }
  /// LinkGeometry's curve with the extra delay of the present condition.
  DelayCurve delay_curve(LinkId link, Time t);

  NodeId serving_satellite(NodeId host) const override;
  std::optional<Duration> path_delay(NodeId from, NodeId to) const override;
  std::vector<NodeId> nearest(NodeId from, const std::vector<NodeId>& candidates,
                              std::size_t count) const override;
  Time next_slot(Time t) const override { return slots_.begin(slots_.slot_at(t) + 1); }
  std::vector<NodeId> nearest_at(Time t, NodeId host, const std::vector<NodeId>& candidates,
                                 std::size_t count) const override;

 private:
  void advance();
  void tell_conditions();
  void begin_slot(std::int64_t slot);
  void tell_rain_outages();
  void share_slot_cells();
  void share_v2x();
  void draw_delays(std::int64_t slot);
  void schedule_next();
  Time next_edge() const { return slots_.begin(slot_ + 1); }
  void bring_up_to_date() const;

  const Topology& topology_;
  const Ephemeris& ephemeris_;
  MeshOptions options_;
  Epoch epoch_;
  SlotClock slots_;
  LinkConditions conditions_;
  RadioConditions radio_;
  AccessState access_;
  LinkGeometry geometry_;
  std::vector<RngStream> delay_streams_;  // of the topology's drawn delays
  mutable Router router_;                 // on demand, a question brings it up to date
  EventLoop* loop_ = nullptr;
  MeshListener* listener_ = nullptr;
  mutable std::vector<Vec3> r_sat_ecef_m_;
  mutable Time step_;  // for which positions and routes stand
  std::int64_t slot_ = INT64_MIN;
  std::vector<SlotRecord> slot_records_;
  std::vector<FeederChange> feeder_changes_;
  std::vector<bool> told_up_;                   // of each node; empty when nothing changes
  std::vector<LinkCondition> told_conditions_;  // of each link; likewise
};

}  // namespace orbitmesh
