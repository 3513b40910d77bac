#include "inference/engine/value.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/error.h"

namespace orbitmesh {

std::int64_t element_count(const Shape& shape) {
  if (shape.size() > kMaxRank) {
    throw InputError(
        fmt::format("an array of {} dimensions; at most {} are supported", shape.size(), kMaxRank));
  }
  std::int64_t count = 1;
  bool empty = false;
  for (const std::int64_t dimension : shape) {
    if (dimension < 0) throw InputError("a negative dimension in " + to_string(shape));
    empty = empty || dimension == 0;
    if (dimension != 0 && count > kMaxElements / dimension) {
      throw InputError(fmt::format("an array of shape {}; at most {} elements are supported",
                                   to_string(shape), kMaxElements));
    }
    if (dimension != 0) count *= dimension;
  }
  return empty ? 0 : count;
}

std::string to_string(const Shape& shape) { return fmt::format("[{}]", fmt::join(shape, ", ")); }

std::size_t normalized_axis(std::int64_t axis, std::size_t rank) {
  const auto signed_rank = static_cast<std::int64_t>(rank);
  if (axis < -signed_rank || axis >= signed_rank) {
    throw InputError(fmt::format("axis {} of an array of {} dimensions", axis, rank));
  }
  return static_cast<std::size_t>(axis < 0 ? axis + signed_rank : axis);
}

std::int64_t product(const Shape& shape, std::size_t begin, std::size_t end) {
  std::int64_t count = 1;
  for (std::size_t i = begin; i < end; ++i) count *= shape[i];
  return count;
}

void Value::reset(ElementType new_type, const Shape& new_shape) {
  const auto count = static_cast<std::size_t>(element_count(new_shape));
  type = new_type;
  shape = new_shape;
  floats.resize(type == ElementType::kFloat ? count : 0);
  integers.resize(type == ElementType::kInteger ? count : 0);
}

std::int64_t Value::size() const {
  return static_cast<std::int64_t>(type == ElementType::kFloat ? floats.size() : integers.size());
}

std::int64_t stored_bytes(const Value& value) {
  constexpr std::int64_t kFloatBytes = 4;
  constexpr std::int64_t kIntegerBytes = 8;
  return value.size() * (value.type == ElementType::kFloat ? kFloatBytes : kIntegerBytes);
}

}  // namespace orbitmesh
