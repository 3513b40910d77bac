#pragma once

#include <cstdint>
#include <vector>

#include "core/time.h"
#include "core/units.h"
#include "inference/accelerator_profile.h"
#include "inference/model_profile.h"
#include "inference/token_counts.h"

namespace orbitmesh {

/// Times of language models: ModelProfile with `tokens` and `decode`. All functions throw
/// std::invalid_argument for another model and InputError as service_time() does.

/// `asked` with the profile's lengths in place of 0, and no more cached than prompted.
TokenCounts resolve_tokens(const ModelProfile& model, TokenCounts asked);

/// One pass over the weights for several sequences: some begin with their prompts, some go on
/// by a token each.
struct Iteration {
  std::int64_t prompts = 0;         ///< sequences that begin
  std::int64_t prompt_tokens = 0;   ///< of their prompts, without what is cached
  std::int64_t steps = 0;           ///< sequences that go on
  std::int64_t context_tokens = 0;  ///< whose cache is read or written, of all sequences
};

/// The roofline of the iteration: operations of all prompt tokens and steps; bytes of the
/// weights once (with a prompt all, else those of a decode step), activations a prompt, and
/// key-value cache a context token.
Duration iteration_time(const ModelProfile& model, const AcceleratorProfile& accelerator,
                        std::int64_t devices, const Iteration& iteration);

/// A static batch: all prompts in one iteration, then as many steps as the longest answer
/// needs, for all sequences. `first` ends with the first tokens.
struct TokenPhases {
  Duration first;
  Duration decode;
};
TokenPhases token_phases(const ModelProfile& model, const AcceleratorProfile& accelerator,
                         std::int64_t devices, const std::vector<TokenCounts>& batch);

}  // namespace orbitmesh
