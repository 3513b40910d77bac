#include "orbit/access/obstruction_mask.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/error.h"
#include "core/units.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kMaxColumns = 1440;
constexpr std::size_t kMaxRows = 360;

/// One line of the table, read field by field.
class CsvLine {
 public:
  CsvLine(std::string_view text, const std::string& file, int number)
      : text_(text), file_(file), number_(number) {}

  bool at_end() const { return next_ > text_.size(); }
  std::string_view field() {
    field_ = next_;
    const std::size_t comma = std::min(text_.find(',', next_), text_.size());
    next_ = comma + 1;
    return text_.substr(field_, comma - field_);
  }
  /// A number in [lowest, highest) above `previous`.
  double edge(const char* what, double previous, double highest) {
    const std::string_view text = field();
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !(value < highest)) {
      fail(fmt::format("\"{}\" is no {} below {} deg", text, what, highest));
    }
    if (!(value > previous)) fail(fmt::format("{} {} deg does not ascend", what, value));
    return value;
  }
  /// Complains about the field read last.
  [[noreturn]] void fail(const std::string& message) const {
    throw InputError(SourceLocation{file_, number_, static_cast<int>(field_) + 1}, message);
  }

 private:
  std::string_view text_;
  const std::string& file_;
  int number_;
  std::size_t next_ = 0;
  std::size_t field_ = 0;
};

void read_edges_from_zero(CsvLine& line, const char* what, double highest,
                          std::vector<double>& edges) {
  edges.push_back(line.edge(what, edges.empty() ? -1 : edges.back(), highest));
  if (edges.front() != 0) line.fail(fmt::format("the first {} is not 0 deg", what));
}

bool read_cell(CsvLine& line) {
  const std::string_view text = line.field();
  if (text == "0") return false;
  if (text == "1") return true;
  line.fail(fmt::format("\"{}\" is neither 0 (free) nor 1 (blocked)", text));
}

/// Takes the first line off `text`, without its end.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

std::size_t place(const std::vector<double>& edges, double value) {
  const auto next = std::upper_bound(edges.begin() + 1, edges.end(), value);
  return static_cast<std::size_t>(next - edges.begin()) - 1;
}

}  // namespace

ObstructionMask ObstructionMask::from_csv(std::string_view text, const std::string& file) {
  ObstructionMask mask;
  CsvLine header(take_line(text), file, 1);
  header.field();
  while (!header.at_end()) {
    read_edges_from_zero(header, "azimuth", 360, mask.azimuths_deg_);
    if (mask.azimuths_deg_.size() > kMaxColumns) {
      header.fail(fmt::format("more than {} columns", kMaxColumns));
    }
  }
  if (mask.azimuths_deg_.empty()) header.fail("no azimuths; the first line holds the columns'");
  for (int number = 2; !text.empty(); ++number) {
    CsvLine line(take_line(text), file, number);
    read_edges_from_zero(line, "elevation", 90, mask.elevations_deg_);
    if (mask.elevations_deg_.size() > kMaxRows)
      line.fail(fmt::format("more than {} rows", kMaxRows));
    for (int column = 0; column < mask.columns(); ++column) {
      if (line.at_end()) line.fail(fmt::format("{} cells, {} azimuths", column, mask.columns()));
      mask.blocked_.push_back(read_cell(line));
    }
    if (!line.at_end()) line.fail(fmt::format("more cells than the {} azimuths", mask.columns()));
  }
  if (mask.elevations_deg_.empty()) header.fail("no row of cells follows the azimuths");
  return mask;
}

bool ObstructionMask::blocked(double azimuth_rad, double elevation_rad) const {
  const std::size_t row = place(elevations_deg_, elevation_rad / kDegree);
  return blocked_[row * azimuths_deg_.size() + place(azimuths_deg_, azimuth_rad / kDegree)];
}

}  // namespace orbitmesh
