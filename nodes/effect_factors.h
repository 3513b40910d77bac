#pragma once

#include <cstdint>

#include "inference/device_profile.h"
#include "nodes/memory_protection.h"
#include "orbit/environment/geodetic_grid.h"

namespace orbitmesh {

/// What a node's accelerators are to radiation.
struct ExposedMemory {
  std::int64_t devices = 1;
  std::uint64_t bits_at_risk = 0;  ///< of weights, over all devices
  MemoryProtection protection;
};

/// How many times an effect of one device, or an upset of one bit, a node suffers: its devices;
/// the bits at risk and the share of upsets that nothing notices; for a detected uncorrectable
/// error its devices with ECC, and none without.
GridLanes effect_factors(const DeviceProfile& device, const ExposedMemory& memory);

}  // namespace orbitmesh
