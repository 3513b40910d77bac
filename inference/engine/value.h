#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace orbitmesh {

using Shape = std::vector<std::int64_t>;

/// Most elements of one array and of all arrays of an inference together.
inline constexpr std::int64_t kMaxElements = std::int64_t{1} << 26;
inline constexpr std::int64_t kMaxTotalElements = std::int64_t{1} << 28;
/// Most dimensions of an array.
inline constexpr std::size_t kMaxRank = 8;

/// What a value of a graph holds. Integers of every width and booleans are kept as int64.
enum class ElementType { kFloat, kInteger };

/// An array that flows along an edge of a graph, row-major. Only the vector of `type` holds
/// elements: as many as the product of `shape`.
struct Value {
  ElementType type = ElementType::kFloat;
  Shape shape;
  std::vector<float> floats;
  std::vector<std::int64_t> integers;

  /// Sets type and shape and makes room; what the elements are is not specified. Throws as
  /// element_count() does.
  void reset(ElementType new_type, const Shape& new_shape);
  std::int64_t size() const;
  std::int64_t rank() const { return static_cast<std::int64_t>(shape.size()); }
};

/// Size of an array as the executor stores it: 4 bytes a float, 8 an integer.
std::int64_t stored_bytes(const Value& value);

/// Product of the dimensions. Throws InputError for a negative dimension, more than kMaxRank
/// of them and more than kMaxElements elements.
std::int64_t element_count(const Shape& shape);

/// "[1, 3, 128, 128]"
std::string to_string(const Shape& shape);

/// `axis` counted from the front, for an axis that may count from the back. Throws InputError
/// when an array of `rank` dimensions has no such axis.
std::size_t normalized_axis(std::int64_t axis, std::size_t rank);

/// Product of the dimensions from `begin` up to, not including, `end`.
std::int64_t product(const Shape& shape, std::size_t begin, std::size_t end);

}  // namespace orbitmesh
