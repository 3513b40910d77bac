#pragma once

#include <array>
#include <cstdint>

#include "core/fields.h"
#include "core/units.h"
#include "inference/model_profile.h"
#include "inference/token_counts.h"

namespace orbitmesh {

/// Key-value cache of so many tokens. 0 for a model without `tokens`.
Bytes kv_cache_bytes(const ModelProfile& model, std::int64_t tokens);

/// Cache that a request holds while it is served: its whole prompt and answer.
Bytes kv_reservation(const ModelProfile& model, const TokenCounts& tokens);

/// What becomes of a session's cache when another node serves it from now on.
enum class KvHandover {
  kRebuild,  ///< the new node computes the context's prompt phase again
  kMove,     ///< the old node sends the cache to the new one
};

constexpr std::array<EnumName<KvHandover>, 2> enum_names(KvHandover) {
  return {{{KvHandover::kRebuild, "rebuild"}, {KvHandover::kMove, "move"}}};
}

}  // namespace orbitmesh
