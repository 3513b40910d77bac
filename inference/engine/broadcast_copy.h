#pragma once

#include "inference/engine/value.h"

namespace orbitmesh {

/// `value` repeated along its dimensions of 1 until it has `shape`, as NumPy's broadcast_to.
/// Throws InputError when it cannot take the shape.
void broadcast_copy(const Value& value, const Shape& shape, Value& out);

}  // namespace orbitmesh
