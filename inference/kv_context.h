#pragma once

#include <cstdint>

#include "core/ids.h"
#include "inference/kv_cache.h"

namespace orbitmesh {

/// What a request says of the cached context of its session. None without tokens.
struct KvContext {
  NodeId holder = {};                          ///< has the cache
  std::int64_t tokens = 0;                     ///< of the request's prompt, from its beginning
  KvHandover handover = KvHandover::kRebuild;  ///< what another node than the holder does
};

}  // namespace orbitmesh
