#include "orbit/environment/number_table.h"

#include <charconv>
#include <string>

#include "core/error.h"
#include "orbit/catalogue/xz_decoder.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kMaxTableBytes = 4'000'000;

bool is_remark(std::string_view line) { return line.empty() || line[0] == '#'; }

bool is_number_start(char c) { return (c >= '0' && c <= '9') || c == '-' || c == '.'; }

}  // namespace

NumberTable NumberTable::unpack(std::string_view packed) {
  const std::string text = decode_xz(packed, {}, kMaxTableBytes);
  NumberTable table;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line(text.data() + begin, end - begin);
    begin = end + 1;
    const bool column_names = table.values_.empty() && !line.empty() && !is_number_start(line[0]);
    if (!is_remark(line) && !column_names) table.add_row(line);
  }
  if (table.values_.empty()) throw RunError("a built-in table has no rows");
  return table;
}

void NumberTable::add_row(std::string_view line) {
  std::size_t count = 0;
  for (const char* at = line.data(); at <= line.data() + line.size(); ++count) {
    double value = 0;
    const auto [stop, error] = std::from_chars(at, line.data() + line.size(), value);
    const bool ends = stop == line.data() + line.size() || *stop == ',';
    if (error != std::errc() || !ends) {
      throw RunError("a built-in table has a bad row: " + std::string(line));
    }
    values_.push_back(value);
    at = stop + 1;
  }
  if (columns_ == 0) columns_ = count;
  if (count != columns_) throw RunError("the rows of a built-in table differ in length");
}

std::vector<double> NumberTable::column(std::size_t column) const {
  std::vector<double> values(rows());
  for (std::size_t row = 0; row < rows(); ++row) values[row] = at(row, column);
  return values;
}

}  // namespace orbitmesh
