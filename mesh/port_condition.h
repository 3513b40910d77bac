#pragma once

#include "core/units.h"

namespace orbitmesh {

/// What outages make of a port.
struct PortCondition {
  bool up = true;
  BitRate rate;
  bool lossy = false;  ///< packets are lost as the plane's guide says
};

}  // namespace orbitmesh
