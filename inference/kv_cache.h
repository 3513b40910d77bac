#pragma once

#include <array>
#include <cstdint>

#include "core/fields.h"
#include "core/time.h"
#include "core/units.h"
#include "inference/accelerator_profile.h"
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

/// The way between the two nodes, unloaded.
struct KvPath {
  BitRate rate;    ///< of its narrowest link; > 0
  Duration delay;  ///< one way
};

struct KvHandoverCost {
  Bytes moved;     ///< over the network
  Duration delay;  ///< until the new node can go on
};

/// Cost of continuing a session of `context` tokens on `devices` devices of `accelerator`:
/// rebuild takes the prompt phase of the context (TokenPhases::first), moves nothing; move
/// takes the path's delay and kv_cache_bytes() at its rate, and computes nothing. Where
/// nothing is cached yet both are free. Throws as token_phases().
KvHandoverCost kv_handover_cost(KvHandover kind, const ModelProfile& model,
                                const AcceleratorProfile& accelerator, std::int64_t devices,
                                std::int64_t context, const KvPath& path);

/// The one with the shorter delay; equal ones: rebuild.
KvHandover cheaper_handover(const ModelProfile& model, const AcceleratorProfile& accelerator,
                            std::int64_t devices, std::int64_t context, const KvPath& path);

}  // namespace orbitmesh
