#pragma once

#include <cstdint>

#include "core/rng.h"
#include "core/time.h"
#include "mesh/flow.h"

namespace orbitmesh {

/// When a flow's packets leave. Constant rate: at a fixed gap, from a random phase. Ping:
/// once at a random instant of each interval, so that no echo locks onto the 15 s slots,
/// whose edges lie on whole seconds. Draws depend on seed and name alone.
class FlowSchedule {
 public:
  explicit FlowSchedule(const FlowSpec& spec);
  /// Send time of the next packet; later than all before.
  Time next();

 private:
  Time start_;
  Duration gap_;
  bool ping_;
  RngStream stream_;
  Duration phase_;
  std::int64_t count_ = 0;
};

}  // namespace orbitmesh
