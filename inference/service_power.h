#pragma once

#include <optional>

#include "inference/accelerator_profile.h"
#include "inference/model_profile.h"
#include "inference/service_time.h"

namespace orbitmesh {

/// Power that the devices of one request draw at full load while they serve it; empty
/// where the profile states none. What devices draw when idle is not counted.
inline std::optional<Power> service_power(const ModelProfile& model,
                                          const AcceleratorProfile& accelerator) {
  if (!accelerator.power) return std::nullopt;
  return Power{accelerator.power->value.si *
               static_cast<double>(devices_needed(model, accelerator))};
}

}  // namespace orbitmesh
