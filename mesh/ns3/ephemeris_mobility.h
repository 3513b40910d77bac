#pragma once

#include <ns3/mobility-model.h>

#include "core/ids.h"
#include "mesh/link_geometry.h"

namespace orbitmesh {

/// Position of a mesh node for ns-3's tools, in ECEF metres, computed when asked.
class EphemerisMobility final : public ns3::MobilityModel {
 public:
  static ns3::TypeId GetTypeId();
  EphemerisMobility() = default;
  /// `geometry` must outlive the model.
  void follow(const LinkGeometry& geometry, NodeId node);

 private:
  ns3::Vector DoGetPosition() const override;
  /// The position is the ephemeris'; setting it has no effect.
  void DoSetPosition(const ns3::Vector&) override {}
  /// Central difference over 2 ms, relative to the rotating Earth [m/s].
  ns3::Vector DoGetVelocity() const override;

  const LinkGeometry* geometry_ = nullptr;
  NodeId node_;
};

}  // namespace orbitmesh
