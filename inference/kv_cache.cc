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

}  // namespace orbitmesh
