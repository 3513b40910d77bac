#pragma once

#include <cstddef>

#include "core/ids.h"
#include "core/time.h"
#include "inference/fault_kind.h"

namespace orbitmesh {

/// Radiation has hit a node.
struct DeviceEffectEvent {
  Time at;
  NodeId node;
  FaultKind kind = FaultKind::kSefi;
  std::size_t effect = 0;  ///< number in the device profile
};

}  // namespace orbitmesh
