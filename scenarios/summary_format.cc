#include "scenarios/summary_format.h"

#include <fmt/format.h>

#include <algorithm>

namespace orbitmesh {
namespace {

/// Three significant digits, without an exponent.
std::string three_digits(double value) {
  if (value >= 999.5) return grouped(static_cast<std::int64_t>(value + 0.5));
  if (value >= 99.95) return fmt::format("{:.0f}", value);
  if (value >= 9.995) return fmt::format("{:.1f}", value);
  if (value >= 0.9995) return fmt::format("{:.2f}", value);
  return fmt::format("{:.3f}", value);
}

}  // namespace

std::string grouped(std::int64_t value) {
  std::string digits = fmt::format("{}", value);
  const std::ptrdiff_t first = value < 0 ? 1 : 0;
  for (auto i = static_cast<std::ptrdiff_t>(digits.size()) - 3; i > first; i -= 3) {
    digits.insert(static_cast<std::size_t>(i), ",");
  }
  return digits;
}

std::string readable(Duration span) {
  const double s = span.seconds();
  if (s < 0.9995) return readable_ms(span) + " ms";
  if (s < 60.0) {
    const bool whole = span.ns() % 1'000'000'000 == 0;
    return whole ? fmt::format("{:.0f} s", s) : fmt::format("{:.1f} s", s);
  }
  const auto total_s = static_cast<std::int64_t>(s + 0.5);
  const std::int64_t minutes = total_s / 60;
  const std::int64_t hours = minutes / 60;
  if (hours > 0 && minutes % 60 == 0) return fmt::format("{} h", grouped(hours));
  if (hours > 0) return fmt::format("{} h {:02} min", grouped(hours), minutes % 60);
  if (total_s % 60 == 0) return fmt::format("{} min", minutes);
  return fmt::format("{} min {:02} s", minutes, total_s % 60);
}

std::string readable(Bytes bytes) {
  constexpr const char* kUnits[] = {"kB", "MB", "GB", "TB", "PB"};
  if (bytes.count < 1000) return fmt::format("{} B", bytes.count);
  double value = static_cast<double>(bytes.count) / 1000.0;
  std::size_t unit = 0;
  while (value >= 999.5 && unit < 4) {
    value /= 1000.0;
    ++unit;
  }
  return fmt::format("{} {}", three_digits(value), kUnits[unit]);
}

std::string readable_ms(Duration span) {
  if (span.ns() == 0) return "0";
  return three_digits(span.milliseconds());
}

std::string readable_factor(double factor) {
  constexpr double kMostGrouped = 1e15;
  if (factor < 999.5 || factor >= kMostGrouped) return fmt::format("{:.3g}", factor);
  std::int64_t unit = 1;
  while (factor / static_cast<double>(unit) >= 999.5) unit *= 10;
  return grouped(unit * static_cast<std::int64_t>(factor / static_cast<double>(unit) + 0.5));
}

std::string percentage(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return "-";
  const double percent = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  if (part != whole && percent > 99.9) return "> 99.9 %";
  if (part != 0 && percent < 0.1) return "< 0.1 %";
  return fmt::format("{:.1f} %", percent);
}

std::string shortened(const std::string& text, std::size_t width) {
  if (text.size() <= width) return text;
  return text.substr(0, width - std::min<std::size_t>(3, width)) + "...";
}

}  // namespace orbitmesh
