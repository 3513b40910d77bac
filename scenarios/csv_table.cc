#include "scenarios/csv_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/suggestion.h"

namespace orbitmesh {

CsvTable::CsvTable(std::string_view text, const std::string& file,
                   const std::vector<std::string_view>& columns, std::int64_t max_rows)
    : file_(file),
      columns_(columns),
      rows_(text, file_),
      place_(columns.size()),
      rows_left_(max_rows),
      max_rows_(max_rows) {
  read_header();
}

void CsvTable::read_header() {
  if (!rows_.next(header_)) throw InputError({file_, 1, 1}, "the file has no header");
  for (std::size_t i = 0; i < header_.size(); ++i) {
    const std::string& text = header_[i].text;
    const auto name = std::find(columns_.begin(), columns_.end(), text);
    if (name == columns_.end()) {
      fail(header_[i], fmt::format("the column '{}' is not known{}; known: {}", text.substr(0, 60),
                                   did_you_mean(text, columns_), list_names(columns_)));
    }
    std::optional<std::size_t>& place = place_[static_cast<std::size_t>(name - columns_.begin())];
    if (place) fail(header_[i], fmt::format("the column '{}' stands twice", text));
    place = i;
  }
}

void CsvTable::require_column(std::size_t column) const {
  if (place_[column]) return;
  fail(header_.front(), fmt::format("there is no column '{}'", columns_[column]));
}

bool CsvTable::next() {
  if (!rows_.next(row_)) return false;
  if (rows_left_-- == 0) {
    fail(row_.front(), fmt::format("such a file has at most {} rows", max_rows_));
  }
  if (row_.size() != header_.size()) {
    fail(row_.front(),
         fmt::format("this row has {} fields, the header {}", row_.size(), header_.size()));
  }
  return true;
}

const CsvField* CsvTable::given(std::size_t column) const {
  if (!place_[column] || row_[*place_[column]].text.empty()) return nullptr;
  return &row_[*place_[column]];
}

const CsvField& CsvTable::required(std::size_t column) const {
  require_column(column);
  const CsvField* field = given(column);
  if (field == nullptr) {
    fail(row_[*place_[column]], fmt::format("this row has no {}", columns_[column]));
  }
  return *field;
}

}  // namespace orbitmesh
