#include "inference/token_batch.h"

#include <algorithm>

#include "inference/kv_cache.h"

namespace orbitmesh {

TokenBatch::TokenBatch(const ModelProfile& model, const AcceleratorProfile& accelerator,
                       std::int64_t devices, Bytes kv_memory, std::int64_t max_sequences)
    : model_(model),
      accelerator_(accelerator),
      devices_(devices),
      kv_memory_(kv_memory),
      max_sequences_(max_sequences) {}

bool TokenBatch::has_room(const TokenCounts& tokens) const {
  const Bytes needed = kv_used_ + kv_reservation(model_, tokens);
  return size() < max_sequences_ && !(kv_memory_ < needed);
}

void TokenBatch::join(std::uint64_t id, const TokenCounts& tokens) {
  sequences_.push_back({id, resolve_tokens(model_, tokens), 0});
  kv_used_ = kv_used_ + kv_reservation(model_, tokens);
}

Duration TokenBatch::next_iteration() const {
  Iteration iteration;
  for (const Sequence& sequence : sequences_) {
    iteration.context_tokens += sequence.tokens.prompt + sequence.produced;
    if (sequence.produced > 0) {
      ++iteration.steps;
      continue;
    }
    ++iteration.prompts;
    iteration.prompt_tokens += sequence.tokens.prompt - sequence.tokens.cached;
  }
  return iteration_time(model_, accelerator_, devices_, iteration);
}

TokenBatch::Progress TokenBatch::advance() {
  Progress progress;
  for (Sequence& sequence : sequences_) {
    ++sequence.produced;
    if (sequence.produced == 1) progress.first_token.push_back(sequence.id);
    if (sequence.produced < sequence.tokens.output) continue;
    progress.finished.push_back(sequence.id);
    kv_used_ = kv_used_ - kv_reservation(model_, sequence.tokens);
  }
  const auto done = [](const Sequence& s) { return s.produced >= s.tokens.output; };
  sequences_.erase(std::remove_if(sequences_.begin(), sequences_.end(), done), sequences_.end());
  return progress;
}

}  // namespace orbitmesh
