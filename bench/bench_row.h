#pragma once

#include <optional>
#include <string>

namespace orbitmesh {

/// How much a benchmark does: kTiny runs the same code in a fraction of a second, for
/// tests; its figures mean nothing.
enum class BenchSize { kFull, kTiny };

/// One line of `orbitmesh bench`.
struct BenchRow {
  std::string name;
  std::optional<double> value;  ///< higher is better; none: it could not be measured here
  std::string unit;
  std::optional<double> reference;  ///< the plain design, measured in the same call
  std::optional<double> ratio;      ///< value / reference
  std::string note;
};

/// Fills reference and ratio. Precondition: there is a value.
inline void compare_with(BenchRow& row, double reference) {
  row.reference = reference;
  row.ratio = *row.value / reference;
}

}  // namespace orbitmesh
