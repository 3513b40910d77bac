#pragma once

#include <cstdint>

namespace orbitmesh {

/// Lengths of one request to a language model, in tokens. 0 stands for the profile's own
/// length of prompt or answer.
struct TokenCounts {
  std::int64_t prompt = 0;
  std::int64_t output = 0;  ///< of the answer, its first token included
  /// Of the prompt: tokens whose key-value cache the server has already (a session that goes
  /// on), so that they are not computed again.
  std::int64_t cached = 0;
};

}  // namespace orbitmesh
