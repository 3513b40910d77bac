#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/quantity.h"
#include "orbit/catalogue/csv_rows.h"

namespace orbitmesh {

/// Rows of comma-separated text under a header that names their columns, in any order. Throws
/// InputError with file, line and column for everything that is not as it should be.
class CsvTable {
 public:
  /// Reads the header. `columns` are the names that may stand in it; all arguments must outlive
  /// the table.
  CsvTable(std::string_view text, const std::string& file,
           const std::vector<std::string_view>& columns, std::int64_t max_rows);

  /// Throws unless the header has this column.
  void require_column(std::size_t column) const;
  /// Goes to the next row; false at the end.
  bool next();

  /// The field of the present row in that column, an index of `columns`; null when it is empty or
  /// the column is missing.
  const CsvField* given(std::size_t column) const;
  /// A field that must be there; its column, too.
  const CsvField& required(std::size_t column) const;
  /// A number in `unit`, "bit/s".
  template <class Quantity>
  Quantity quantity(const CsvField& field, std::size_t column, std::string_view unit,
                    Quantity least, Quantity most) const {
    Quantity value;
    try {
      value = parse_quantity<Quantity>(field.text + " " + std::string(unit));
    } catch (const InputError& error) {
      fail(field, std::string(columns_[column]) + ": " + error.what());
    }
    if (value < least || most < value) fail_range(field, column, least, most, value);
    return value;
  }

  SourceLocation where(const CsvField& field) const { return {file_, field.line, field.column}; }
  /// Where the present row begins.
  SourceLocation row_location() const { return where(row_.front()); }
  [[noreturn]] void fail(const CsvField& field, const std::string& why) const {
    throw InputError(where(field), why);
  }

 private:
  void read_header();
  template <class Quantity>
  [[noreturn]] void fail_range(const CsvField& field, std::size_t column, Quantity least,
                               Quantity most, Quantity value) const {
    fail(field, std::string(columns_[column]) + " is " + format_quantity(value) +
                    "; it must lie between " + format_quantity(least) + " and " +
                    format_quantity(most));
  }

  const std::string& file_;
  const std::vector<std::string_view>& columns_;
  CsvRows rows_;
  CsvRow header_;
  CsvRow row_;
  std::vector<std::optional<std::size_t>> place_;  // of each column
  std::int64_t rows_left_;
  std::int64_t max_rows_;
};

}  // namespace orbitmesh
