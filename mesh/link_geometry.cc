#include "mesh/link_geometry.h"

#include <algorithm>

namespace orbitmesh {
namespace {

// Over one second the parabola through three ranges stays within 0.1 m.
constexpr Duration kKnotInterval = Duration::from_s(1);

bool is_feeder(LinkKind kind) {
  return kind == LinkKind::kFeederUp || kind == LinkKind::kFeederDown;
}
bool is_user(LinkKind kind) { return kind == LinkKind::kUserUp || kind == LinkKind::kUserDown; }

Time knot_begin(std::int64_t number) { return Time{} + number * kKnotInterval; }

}  // namespace

LinkGeometry::LinkGeometry(const Topology& topology, const Ephemeris& ephemeris,
                           const AccessState& access, SlotClock slots)
    : topology_(topology),
      ephemeris_(ephemeris),
      access_(access),
      slots_(slots),
      knots_(topology.nodes().size()),
      antenna_of_link_(topology.links().size()),
      drawn_(topology.links().size(), false) {
  for (const DirectedLink& link : topology.links()) fixed_delay_.push_back(link.fixed_delay);
  for (std::uint32_t g = 0; g < topology.gateways().size(); ++g) {
    const Gateway& gateway = topology.gateways()[g];
    for (std::uint32_t k = 0; k < gateway.antennas; ++k) {
      antenna_of_link_[gateway.first_feeder.value + 2 * k] = {g, k};
      antenna_of_link_[gateway.first_feeder.value + 2 * k + 1] = {g, k};
    }
  }
  for (std::uint32_t k = 0; k < topology.terminals().size(); ++k) {
    antenna_of_link_[topology.terminals()[k].up.value] = {k, 0};
    antenna_of_link_[topology.terminals()[k].down.value] = {k, 0};
  }
}

NodeId LinkGeometry::satellite_end(LinkId link) const {
  const Antenna& a = antenna_of_link_[link.index()];
  return is_user(topology_.link(link).kind) ? access_.serving(a.station)
                                            : access_.feeder(a.station, a.antenna);
}

NodeId LinkGeometry::from(LinkId link) const {
  const DirectedLink& l = topology_.link(link);
  const bool satellite = l.kind == LinkKind::kFeederDown || l.kind == LinkKind::kUserDown;
  return satellite ? satellite_end(link) : l.from;
}

NodeId LinkGeometry::to(LinkId link) const {
  const DirectedLink& l = topology_.link(link);
  const bool satellite = l.kind == LinkKind::kFeederUp || l.kind == LinkKind::kUserUp;
  return satellite ? satellite_end(link) : l.to;
}

Duration LinkGeometry::extra_delay(LinkId link) const {
  const DirectedLink& l = topology_.link(link);
  if (!is_user(l.kind)) return l.fixed_delay;
  const AccessDelay& delay = access_.access_delay(antenna_of_link_[link.index()].station);
  return l.kind == LinkKind::kUserUp ? delay.up : delay.down;
}

Vec3 LinkGeometry::position_ecef_m(NodeId node, Time t) const {
  return topology_.is_satellite(node) ? ephemeris_.position_ecef_m(static_cast<int>(node.value), t)
                                      : topology_.node(node).r_ecef_m_at(t);
}

const LinkGeometry::Knot& LinkGeometry::knot(NodeId node, std::int64_t number) {
  Knot& knot = knots_[node.index()];
  if (knot.number != number) {
    const Time begin = knot_begin(number);
    knot = {number, position_ecef_m(node, begin), position_ecef_m(node, begin + kKnotInterval / 2),
            position_ecef_m(node, begin + kKnotInterval)};
  }
  return knot;
}

void LinkGeometry::draw_fixed_delay(LinkId link, Duration delay) {
  for (const LinkId direction : {link, reverse_of(link)}) {
    fixed_delay_[direction.index()] = delay;
    drawn_[direction.index()] = true;
  }
}

DelayCurve LinkGeometry::delay_curve(LinkId link, Time t) {
  const DirectedLink& l = topology_.link(link);
  if (has_fixed_delay(l.kind)) {
    DelayCurve curve = DelayCurve::constant(fixed_delay(link));
    if (drawn_[link.index()]) curve.limit(slots_.begin(slots_.slot_at(t) + 1));
    return curve;
  }
  const std::int64_t number = t.ns() / kKnotInterval.ns();
  const Knot& a = knot(from(link), number);
  const Knot& b = knot(to(link), number);
  DelayCurve curve =
      DelayCurve::through(knot_begin(number), knot_begin(number + 1), norm(a.begin - b.begin),
                          norm(a.middle - b.middle), norm(a.end - b.end), extra_delay(link));
  if (is_feeder(l.kind) || is_user(l.kind)) {
    curve.limit(slots_.begin(slots_.slot_at(t) + 1));
  }
  if (l.kind == LinkKind::kUserUp) {
    curve.add(access_.uplink_wait(antenna_of_link_[link.index()].station, t));
    curve.limit(Time{} + (t.ns() / kUplinkWaitInterval.ns() + 1) * kUplinkWaitInterval);
  }
  return curve;
}

}  // namespace orbitmesh
