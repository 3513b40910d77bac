#include "inference/engine/broadcast_copy.h"

#include <fmt/format.h>

#include "core/error.h"
#include "inference/engine/element_copy.h"
#include "inference/engine/strided_copy.h"

namespace orbitmesh {

void broadcast_copy(const Value& value, const Shape& shape, Value& out) {
  const Shape own = row_major_steps(value.shape);
  bool fits = value.shape.size() <= shape.size();
  Shape steps(shape.size(), 0);
  for (std::size_t i = 0; fits && i < value.shape.size(); ++i) {
    const std::size_t axis = shape.size() - value.shape.size() + i;
    fits = value.shape[i] == shape[axis] || value.shape[i] == 1;
    steps[axis] = value.shape[i] == 1 ? 0 : own[i];
  }
  if (!fits) {
    throw InputError(fmt::format("an array of shape {} cannot be repeated to {}",
                                 to_string(value.shape), to_string(shape)));
  }
  if (element_count(shape) == 0) return out.reset(value.type, shape);
  move_elements(value, shape, out,
                [&](const auto* in, auto* to) { strided_copy(in, steps, shape, to); });
}

}  // namespace orbitmesh
