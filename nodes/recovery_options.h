#pragma once

#include <array>

#include "core/fields.h"
#include "core/time.h"

namespace orbitmesh {

/// Where a node that was down gets its weights from.
enum class WeightSource {
  kLocal,      ///< its own storage
  kSatellite,  ///< the nearest other satellite that holds them, over the mesh
  kGround,     ///< the nearest datacenter that holds them, over the mesh
};

constexpr std::array<EnumName<WeightSource>, 3> enum_names(WeightSource) {
  return {{{WeightSource::kLocal, "local"},
           {WeightSource::kSatellite, "satellite"},
           {WeightSource::kGround, "ground"}}};
}

/// How a node comes back from a functional interrupt, a latch-up or an uncorrectable error.
struct RecoveryOptions {
  /// From a functional interrupt until the watchdog notices it, in which the node is silent; >= 0.
  Duration watchdog;
  /// How long a node with a latch-up is off before it boots; >= 0.
  Duration power_cycle;
  WeightSource reload = WeightSource::kLocal;
};

}  // namespace orbitmesh
