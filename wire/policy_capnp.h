#pragma once

#include <cstddef>
#include <cstdint>

#include "wire/message_codec.h"
#include "wire/policy_messages.h"

namespace orbitmesh {

/// PolicyFrames::kCapnp of wire/policy_codec.h.
EncodedMessage step_to_capnp(const PolicyStep& step);
EncodedMessage decision_to_capnp(const PolicyDecision& decision);
PolicyStep step_from_capnp(const std::uint8_t* data, std::size_t size);
PolicyDecision decision_from_capnp(const std::uint8_t* data, std::size_t size);

}  // namespace orbitmesh
