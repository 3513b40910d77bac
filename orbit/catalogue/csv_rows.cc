#include "orbit/catalogue/csv_rows.h"

#include <fmt/format.h>

#include "core/error.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kMaxColumns = 256;
constexpr std::size_t kMaxField = 4096;

}  // namespace

bool CsvRows::next(CsvRow& row) {
  row.clear();
  while (at_ < text_.size() && at_line_end()) end_line();
  if (at_ == text_.size()) return false;
  while (true) {
    row.push_back(field());
    if (row.size() > kMaxColumns) {
      fail(row.back(), fmt::format("a row has at most {} columns", kMaxColumns));
    }
    if (at_line_end()) break;
    ++at_;  // the comma
  }
  end_line();
  return true;
}

CsvField CsvRows::field() {
  CsvField field{"", line_, static_cast<int>(at_ - line_start_) + 1};
  if (at_ < text_.size() && text_[at_] == '"') {
    quoted(field);
    if (!at_line_end() && text_[at_] != ',') {
      fail(field, "after the closing quotation mark of a field, a comma or line end should follow");
    }
    return field;
  }
  const std::size_t begin = at_;
  while (!at_line_end() && text_[at_] != ',') ++at_;
  append(field, begin);
  return field;
}

/// Reads from the opening quotation mark to behind the closing one.
void CsvRows::quoted(CsvField& field) {
  ++at_;
  while (true) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_++] == '\n') {
        ++line_;
        line_start_ = at_;
      }
    }
    append(field, begin);
    if (at_ == text_.size()) fail(field, "this field's closing quotation mark is missing");
    ++at_;
    if (at_ == text_.size() || text_[at_] != '"') return;
    field.text += text_[at_++];
  }
}

/// Adds what was read since `begin`.
void CsvRows::append(CsvField& field, std::size_t begin) {
  if (field.text.size() + (at_ - begin) > kMaxField) {
    fail(field, fmt::format("a field has at most {} bytes", kMaxField));
  }
  field.text += text_.substr(begin, at_ - begin);
}

/// Whether a line or the text ends here.
bool CsvRows::at_line_end() const {
  return at_ == text_.size() || text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n";
}

void CsvRows::end_line() {
  if (at_ < text_.size() && text_[at_] == '\r') ++at_;
  if (at_ == text_.size()) return;
  ++at_;
  ++line_;
  line_start_ = at_;
}

void CsvRows::fail(const CsvField& field, const std::string& why) const {
  throw InputError({file_, field.line, field.column}, why);
}

}  // namespace orbitmesh
