#pragma once

#include <vector>

#include "wire/message_codec.h"

namespace orbitmesh {

/// A message of each kind, every field set to something else than its default.
std::vector<Envelope> sample_messages();

}  // namespace orbitmesh
