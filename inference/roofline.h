#pragma once

#include <algorithm>
#include <cstdint>

#include "core/time.h"
#include "inference/accelerator_profile.h"
#include "inference/model_profile.h"

namespace orbitmesh {

/// Work of one phase of a batch.
struct PhaseWork {
  double flop = 0;
  double bytes = 0;
};

/// Rates that the devices of one model reach together.
struct DeviceRates {
  double flop_s = 0;
  double byte_s = 0;

  /// The roofline (Williams, Waterman, Patterson, CACM 52(4), 2009) [s].
  double seconds(const PhaseWork& work) const {
    return std::max(work.flop / flop_s, work.bytes / byte_s);
  }
};

/// Throws InputError when the accelerator has no precision for the model.
DeviceRates device_rates(const ModelProfile& model, const AcceleratorProfile& accelerator,
                         std::int64_t devices);

/// `seconds` and the overhead of so many launches, rounded to a nanosecond. Throws InputError
/// for more than 1e6 s.
Duration with_launches(double seconds, std::int64_t launches, const ModelProfile& model,
                       const AcceleratorProfile& accelerator);

}  // namespace orbitmesh
