#include "nodes/effect_factors.h"

namespace orbitmesh {
namespace {

double factor(FaultKind kind, const ExposedMemory& memory) {
  const auto devices = static_cast<double>(memory.devices);
  if (kind == FaultKind::kSeu) {
    return static_cast<double>(memory.bits_at_risk) * memory.protection.unnoticed_share();
  }
  return kind == FaultKind::kDue && memory.protection.ecc == Ecc::kNone ? 0.0 : devices;
}

}  // namespace

GridLanes effect_factors(const DeviceProfile& device, const ExposedMemory& memory) {
  GridLanes factors;
  for (std::size_t e = 0; e < device.effects.size(); ++e) {
    factors.at[e] = static_cast<float>(factor(device.effects[e].kind, memory));
  }
  return factors;
}

}  // namespace orbitmesh
