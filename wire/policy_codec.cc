#include "wire/policy_codec.h"

#include <fmt/format.h>

#include "wire/policy_capnp.h"
#include "wire/policy_json.h"
#include "wire/wire_error.h"

namespace orbitmesh {
namespace {

void check_size(std::size_t size, std::size_t most) {
  if (size <= most) return;
  throw WireError(fmt::format("the frame has {} bytes, at most {} are allowed", size, most));
}

}  // namespace

EncodedMessage encode_step(const PolicyStep& step, PolicyFrames frames) {
  EncodedMessage frame = frames == PolicyFrames::kJson ? step_to_json(step) : step_to_capnp(step);
  check_size(frame.size(), kMaxMessageBytes);
  return frame;
}

PolicyDecision decode_decision(const std::uint8_t* data, std::size_t size, PolicyFrames frames) {
  check_size(size, kMaxDecisionBytes);
  const PolicyDecision decision = frames == PolicyFrames::kJson ? decision_from_json(data, size)
                                                                : decision_from_capnp(data, size);
  check_bounds(decision);
  return decision;
}

EncodedMessage encode_decision(const PolicyDecision& decision) {
  check_bounds(decision);
  return decision_to_capnp(decision);
}

PolicyStep decode_step(const std::uint8_t* data, std::size_t size) {
  check_size(size, kMaxMessageBytes);
  return step_from_capnp(data, size);
}

}  // namespace orbitmesh
