#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace orbitmesh {

/// Rows of numbers, all of the same length.
class NumberTable {
 public:
  /// Unpacks an .xz stream of comma-separated numbers. Lines that begin with '#' and a first
  /// line of column names are left out. Throws RunError for anything else: these are tables
  /// that are compiled into the program.
  static NumberTable unpack(std::string_view packed);

  std::size_t rows() const { return values_.size() / columns_; }
  std::size_t columns() const { return columns_; }
  double at(std::size_t row, std::size_t column) const { return values_[row * columns_ + column]; }
  std::vector<double> column(std::size_t column) const;

 private:
  void add_row(std::string_view line);

  std::size_t columns_ = 0;
  std::vector<double> values_;
};

}  // namespace orbitmesh
