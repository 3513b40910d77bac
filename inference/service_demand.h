#pragma once

#include <cstdint>

#include "core/time.h"
#include "inference/kv_context.h"
#include "inference/token_counts.h"

namespace orbitmesh {

/// What a request says of itself to the server that queues it, beside its model.
struct ServiceDemand {
  Time due = Time::max();     ///< when its deadline ends
  std::int64_t priority = 0;  ///< higher goes first where the queue goes by priority
  std::uint32_t tenant = 0;   ///< whose share of the server it uses
  double share = 1.0;         ///< weight of that tenant; > 0
  TokenCounts tokens;         ///< language models only
  KvContext context;          ///< of its session
};

}  // namespace orbitmesh
