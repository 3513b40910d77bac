#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "wire/policy_codec.h"
#include "wire/wire_error.h"

namespace orbitmesh {
namespace {

/// What decodes encodes, and stays the same.
void check_decision(const std::uint8_t* data, std::size_t size, PolicyFrames frames) {
  PolicyDecision decision;
  try {
    decision = decode_decision(data, size, frames);
  } catch (const WireError&) {
    return;
  }
  const EncodedMessage bytes = encode_decision(decision);
  const PolicyDecision again = decode_decision(bytes, PolicyFrames::kCapnp);
  if (encode_decision(again) != bytes) std::abort();
}

void check_step(const std::uint8_t* data, std::size_t size) {
  PolicyStep step;
  try {
    step = decode_step(data, size);
  } catch (const WireError&) {
    return;
  }
  const EncodedMessage bytes = encode_step(step, PolicyFrames::kCapnp);
  if (encode_step(decode_step(bytes), PolicyFrames::kCapnp) != bytes) std::abort();
}

}  // namespace
}  // namespace orbitmesh

/// Any bytes are a decision or a step, or give a WireError.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  orbitmesh::check_decision(data, size, orbitmesh::PolicyFrames::kJson);
  orbitmesh::check_decision(data, size, orbitmesh::PolicyFrames::kCapnp);
  orbitmesh::check_step(data, size);
  return 0;
}
