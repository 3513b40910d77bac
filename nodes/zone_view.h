#pragma once

#include "core/ids.h"
#include "inference/radiation_zone.h"

namespace orbitmesh {

/// Where radiation is strong now, as clients know it.
class ZoneView {
 public:
  virtual ~ZoneView() = default;
  /// kQuiet for a node that is no satellite.
  virtual RadiationZone zone(NodeId node) const = 0;
};

}  // namespace orbitmesh
