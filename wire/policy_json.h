#pragma once

#include <cstddef>
#include <cstdint>

#include "wire/message_codec.h"
#include "wire/policy_messages.h"

namespace orbitmesh {

/// PolicyFrames::kJson of wire/policy_codec.h.
EncodedMessage step_to_json(const PolicyStep& step);
PolicyDecision decision_from_json(const std::uint8_t* data, std::size_t size);

}  // namespace orbitmesh
