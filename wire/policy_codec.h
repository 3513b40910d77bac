#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/fields.h"
#include "wire/message_codec.h"
#include "wire/policy_messages.h"

namespace orbitmesh {

/// Version of the frames between a run and an external policy; every other is refused.
inline constexpr std::uint16_t kPolicyVersion = 1;

/// Longest frame that is taken from an agent.
inline constexpr std::size_t kMaxDecisionBytes = 65'536;

/// How frames are written. Both carry the same.
enum class PolicyFrames {
  kJson,   ///< one object a message, times in seconds; docs/external-policy.md
  kCapnp,  ///< wire/policy.capnp, times in nanoseconds
};

constexpr std::array<EnumName<PolicyFrames>, 2> enum_names(PolicyFrames) {
  return {{{PolicyFrames::kJson, "json"}, {PolicyFrames::kCapnp, "capnp"}}};
}

/// Throws WireError when the frame is larger than kMaxMessageBytes.
EncodedMessage encode_step(const PolicyStep& step, PolicyFrames frames);

/// Decodes bytes from anywhere, at any alignment. Throws WireError, which names the field, and
/// nothing else but std::bad_alloc, for bytes that are not one well-formed decision within
/// bounds. A copy at a satellite or ground node has a node, any other none.
PolicyDecision decode_decision(const std::uint8_t* data, std::size_t size, PolicyFrames frames);
inline PolicyDecision decode_decision(const EncodedMessage& message, PolicyFrames frames) {
  return decode_decision(message.data(), message.size(), frames);
}

/// The agent's side of Cap'n Proto frames, for agents in C++. Both throw WireError.
EncodedMessage encode_decision(const PolicyDecision& decision);
PolicyStep decode_step(const std::uint8_t* data, std::size_t size);
inline PolicyStep decode_step(const EncodedMessage& message) {
  return decode_step(message.data(), message.size());
}

/// Throws WireError for a decision out of the bounds of wire/policy_messages.h.
void check_bounds(const PolicyDecision& decision);

}  // namespace orbitmesh
