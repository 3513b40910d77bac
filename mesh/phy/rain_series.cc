#include "mesh/phy/rain_series.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>

#include "core/error.h"
#include "core/text_file.h"
#include "mesh/phy/radio_units.h"

namespace orbitmesh {
namespace {

constexpr std::string_view kHeader = "time_s,rain_mm_h";
constexpr std::int64_t kMaxBytes = 64LL * 1024 * 1024;
constexpr std::size_t kMaxLines = 1'000'000;
constexpr double kMaxTime_s = 1e9;
constexpr double kMaxRain_mm_h = 1000.0;

/// The lines of a file, one after the other.
class Lines {
 public:
  Lines(std::string_view text, const std::string& file) : rest_(text), where_{file, 0, 0} {}

  bool next(std::string_view& line) {
    if (rest_.empty()) return false;
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    ++where_.line;
    return true;
  }
  SourceLocation column(std::size_t offset) const {
    SourceLocation place = where_;
    place.column = static_cast<int>(offset) + 1;
    return place;
  }
  const SourceLocation& where() const { return where_; }

 private:
  std::string_view rest_;
  SourceLocation where_;
};

double read_number(std::string_view text, const SourceLocation& where, std::string_view name,
                   double maximum) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !(value >= 0) ||
      value > maximum) {
    throw InputError(where,
                     fmt::format("{} is '{}', must be a number from 0 to {}", name, text, maximum));
  }
  return value;
}

}  // namespace

RainSeries RainSeries::read(const std::string& path) {
  return parse(read_text_file(path, kMaxBytes), path);
}

RainSeries RainSeries::parse(std::string_view text, const std::string& file) {
  Lines lines(text, file);
  std::string_view line;
  if (!lines.next(line) || line != kHeader) {
    throw InputError({file, 1, 1}, fmt::format("the first line must be '{}'", kHeader));
  }
  RainSeries series;
  while (lines.next(line)) {
    const std::size_t comma = line.find(',');
    if (comma == std::string_view::npos) {
      throw InputError(lines.where(), "must be a time and a rain rate: '60,2.5'");
    }
    const Time begin = Time{} + Duration::from_seconds(read_number(
                                    line.substr(0, comma), lines.column(0), "time_s", kMaxTime_s));
    if (series.samples_.empty() ? begin != Time{} : begin <= series.samples_.back().begin) {
      throw InputError(lines.column(0), series.samples_.empty()
                                            ? "the first time must be 0"
                                            : "time_s must be greater than on the line before");
    }
    if (series.samples_.size() == kMaxLines) {
      throw InputError(lines.where(), fmt::format("has more than {} values", kMaxLines));
    }
    series.samples_.push_back(
        {begin, millimetres_per_hour(read_number(line.substr(comma + 1), lines.column(comma + 1),
                                                 "rain_mm_h", kMaxRain_mm_h))});
  }
  if (series.samples_.empty()) throw InputError(lines.where(), "has no values");
  return series;
}

RainRate RainSeries::at(Time t) const {
  const auto after = std::upper_bound(samples_.begin() + 1, samples_.end(), t,
                                      [](Time at, const Sample& s) { return at < s.begin; });
  return (after - 1)->rain;
}

}  // namespace orbitmesh
