#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace orbitmesh {

/// A field without its quotation marks, and where it begins.
struct CsvField {
  std::string text;
  int line = 0;
  int column = 0;
};

using CsvRow = std::vector<CsvField>;

/// The rows of comma-separated text (RFC 4180; lines may end in CRLF or LF): a field in
/// quotation marks may hold commas, line ends and doubled quotation marks. Empty lines are
/// left out.
class CsvRows {
 public:
  /// `text` and `file` must outlive this.
  CsvRows(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  /// Reads the next row; false at the end of the text. Throws InputError for quotation marks that
  /// do not match, for more than 256 columns and for a field of more than 4096 bytes.
  bool next(CsvRow& row);

 private:
  CsvField field();
  void quoted(CsvField& field);
  void append(CsvField& field, std::size_t begin);
  bool at_line_end() const;
  void end_line();
  [[noreturn]] void fail(const CsvField& field, const std::string& why) const;

  std::string_view text_;
  const std::string& file_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  int line_ = 1;
};

}  // namespace orbitmesh
