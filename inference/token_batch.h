#pragma once

#include <cstdint>
#include <vector>

#include "core/time.h"
#include "core/units.h"
#include "inference/accelerator_profile.h"
#include "inference/model_profile.h"
#include "inference/token_counts.h"
#include "inference/token_time.h"

namespace orbitmesh {

/// A batch of a language model whose sequences join and leave between iterations
/// (continuous batching: Yu et al., "Orca", OSDI 2022). An iteration computes the prompts of
/// those that have joined since the last one and the next token of all others, so that all
/// share one reading of the weights; it ends with a token of every sequence.
///
/// A sequence holds key-value memory for its whole prompt and answer from the time it joins:
/// no sequence is ever put out for want of memory.
class TokenBatch {
 public:
  /// Sequences so many at most, their caches in `kv_memory` of all `devices` together.
  /// Profiles must outlive the object. Throws as token_phases().
  TokenBatch(const ModelProfile& model, const AcceleratorProfile& accelerator, std::int64_t devices,
             Bytes kv_memory, std::int64_t max_sequences);

  bool has_room(const TokenCounts& tokens) const;
  /// Preconditions: has_room(tokens); `id` is not in the batch.
  void join(std::uint64_t id, const TokenCounts& tokens);

  std::int64_t size() const { return static_cast<std::int64_t>(sequences_.size()); }
  Bytes kv_used() const { return kv_used_; }

  /// Time of the next iteration of the present sequences. Precondition: size() > 0.
  Duration next_iteration() const;

  /// Sequences in order of joining.
  struct Progress {
    std::vector<std::uint64_t> first_token;
    std::vector<std::uint64_t> finished;
  };
  /// The iteration has ended. Finished sequences have left.
  Progress advance();

 private:
  struct Sequence {
    std::uint64_t id;
    TokenCounts tokens;
    std::int64_t produced;
  };

  const ModelProfile& model_;
  const AcceleratorProfile& accelerator_;
  std::int64_t devices_;
  Bytes kv_memory_;
  std::int64_t max_sequences_;
  Bytes kv_used_;
  std::vector<Sequence> sequences_;
};

}  // namespace orbitmesh
