#pragma once

#include <limits>
#include <optional>

#include "core/time.h"
#include "core/units.h"

namespace orbitmesh {

/// Energy in J of serving one request at full load; infinite where the power is not known.
inline double service_energy_j(const std::optional<Power>& power, Duration service) {
  return power ? power->si * service.seconds() : std::numeric_limits<double>::infinity();
}

}  // namespace orbitmesh
