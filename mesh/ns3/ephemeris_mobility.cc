#include "mesh/ns3/ephemeris_mobility.h"

#include <ns3/simulator.h>

namespace orbitmesh {
namespace {

Time now() { return Time::from_ns(ns3::Simulator::Now().GetNanoSeconds()); }
ns3::Vector vector(Vec3 v) { return {v.x, v.y, v.z}; }

}  // namespace

ns3::TypeId EphemerisMobility::GetTypeId() {
  static const ns3::TypeId id =
      ns3::TypeId("orbitmesh::EphemerisMobility").SetParent<ns3::MobilityModel>();
  return id;
}

void EphemerisMobility::follow(const LinkGeometry& geometry, NodeId node) {
  geometry_ = &geometry;
  node_ = node;
}

ns3::Vector EphemerisMobility::DoGetPosition() const {
  return vector(geometry_->position_ecef_m(node_, now()));
}

ns3::Vector EphemerisMobility::DoGetVelocity() const {
  constexpr Duration kStep = Duration::from_ms(1);
  const Vec3 before_m = geometry_->position_ecef_m(node_, now() - kStep);
  const Vec3 after_m = geometry_->position_ecef_m(node_, now() + kStep);
  return vector((0.5 / kStep.seconds()) * (after_m - before_m));
}

}  // namespace orbitmesh
