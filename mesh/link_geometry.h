#pragma once

#include <cstdint>
#include <vector>

#include "core/time.h"
#include "mesh/access_state.h"
#include "mesh/delay_curve.h"
#include "mesh/slot_clock.h"
#include "mesh/topology.h"
#include "orbit/ephemeris.h"

namespace orbitmesh {

/// Ends and delays of all directed links at any time of the present slot.
class LinkGeometry {
 public:
  LinkGeometry(const Topology& topology, const Ephemeris& ephemeris, const AccessState& access,
               SlotClock slots);

  /// Present ends; invalid where a feeder or user link has no satellite.
  NodeId from(LinkId link) const;
  NodeId to(LinkId link) const;

  /// One-way delay from positions, with access delay or hop processing, as a curve that
  /// is valid at `t`. Precondition: both ends are valid.
  DelayCurve delay_curve(LinkId link, Time t);

  /// One-way delay of a link without motion: as declared, or as last drawn.
  Duration fixed_delay(LinkId link) const { return fixed_delay_[link.index()]; }
  /// Draws the delay of such a link and of its reverse, until the end of the slot.
  void draw_fixed_delay(LinkId link, Duration delay);

  /// ECEF position of any node at `t` [m].
  Vec3 position_ecef_m(NodeId node, Time t) const;

 private:
  struct Knot {
    std::int64_t number = INT64_MIN;
    Vec3 begin;
    Vec3 middle;
    Vec3 end;
  };
  const Knot& knot(NodeId node, std::int64_t number);
  NodeId satellite_end(LinkId link) const;
  Duration extra_delay(LinkId link) const;

  const Topology& topology_;
  const Ephemeris& ephemeris_;
  const AccessState& access_;
  SlotClock slots_;
  std::vector<Knot> knots_;
  struct Antenna {
    std::uint32_t station = 0;  // gateway or terminal index
    std::uint32_t antenna = 0;
  };
  std::vector<Antenna> antenna_of_link_;
  std::vector<Duration> fixed_delay_;
  std::vector<bool> drawn_;
};

}  // namespace orbitmesh
