#include "inference/kv_cache.h"

#include "inference/token_time.h"

namespace orbitmesh {

Bytes kv_cache_bytes(const ModelProfile& model, std::int64_t tokens) {
  return model.tokens ? Bytes{tokens * model.tokens->kv_cache.value.count} : Bytes{};
}

Bytes kv_reservation(const ModelProfile& model, const TokenCounts& tokens) {
  const TokenCounts counts = resolve_tokens(model, tokens);
  return kv_cache_bytes(model, counts.prompt + counts.output);
}

KvHandoverCost kv_handover_cost(KvHandover kind, const ModelProfile& model,
                                const AcceleratorProfile& accelerator, std::int64_t devices,
                                std::int64_t context, const KvPath& path) {
  if (context == 0) return {};
  if (kind == KvHandover::kRebuild) {
    return {Bytes{}, token_phases(model, accelerator, devices, {{context, 1, 0}}).first};
  }
  const Bytes cache = kv_cache_bytes(model, context);
  const double seconds =
      8.0 * static_cast<double>(cache.count) / static_cast<double>(path.rate.bit_s);
  return {cache, path.delay + Duration::from_seconds(seconds)};
}

KvHandover cheaper_handover(const ModelProfile& model, const AcceleratorProfile& accelerator,
                            std::int64_t devices, std::int64_t context, const KvPath& path) {
  const auto delay = [&](KvHandover kind) {
    return kv_handover_cost(kind, model, accelerator, devices, context, path).delay;
  };
  return delay(KvHandover::kMove) < delay(KvHandover::kRebuild) ? KvHandover::kMove
                                                                : KvHandover::kRebuild;
}

}  // namespace orbitmesh
