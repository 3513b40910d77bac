#include "scenarios/sweep/axis_values.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <numeric>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "core/math.h"
#include "core/rng.h"

namespace orbitmesh {
namespace {

/// The ends of a range as numbers, and the unit that both have.
struct Range {
  double from = 0;
  double to = 0;
  std::string unit;  ///< with the blank before it; empty for a plain number
  bool log = false;

  /// The value at `share` of the way, in [0, 1], with 12 significant digits at most.
  std::string at(double share) const {
    const double value =
        log ? from * math::exp(share * math::log(to / from)) : from + share * (to - from);
    return fmt::format("{:.12g}{}", value, unit);
  }
};

std::pair<double, std::string> split(const std::string& text, const SourceLocation& where) {
  double number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || !std::isfinite(number)) {
    throw InputError(where, fmt::format("'{}' does not begin with a number", text));
  }
  return {number, std::string(rest, end)};
}

Range range_of(const SweepRangeSection& section) {
  const auto [from, unit] = split(section.from, section.where.of("from"));
  const auto [to, other_unit] = split(section.to, section.where.of("to"));
  if (unit != other_unit) {
    throw InputError(section.where.of("to"),
                     fmt::format("'{}' and '{}' must have the same unit, written alike",
                                 section.from, section.to));
  }
  const bool log = section.scale == SweepScale::kLog;
  if (log && !(from > 0 && to > 0)) {
    throw InputError(section.where.of("scale"), "a logarithmic range has both ends above 0");
  }
  return {from, to, unit, log};
}

void check(const SweepAxisSection& axis) {
  if (axis.range && !axis.values.empty()) {
    throw InputError(axis.where.of("range"), "an axis has either 'values' or a 'range'");
  }
  if (!axis.range && axis.values.empty()) {
    throw InputError(axis.where.section(),
                     fmt::format("axis '{}' needs 'values' or a 'range'", axis.key));
  }
}

std::vector<double> drawn_shares(std::int64_t samples, bool stratified, RngStream draws) {
  std::vector<double> shares;
  shares.reserve(static_cast<std::size_t>(samples));
  for (std::int64_t i = 0; i < samples; ++i) {
    const double draw = draws.uniform();
    shares.push_back(stratified ? (static_cast<double>(i) + draw) / static_cast<double>(samples)
                                : draw);
  }
  if (!stratified) return shares;
  for (std::size_t i = shares.size(); i > 1; --i) std::swap(shares[i - 1], shares[draws.below(i)]);
  return shares;
}

}  // namespace

std::vector<std::string> listed_values(const SweepAxisSection& axis) {
  check(axis);
  if (!axis.range) return axis.values;
  const Range range = range_of(*axis.range);
  if (!axis.range->steps) {
    throw InputError(axis.range->where.section(), "a range needs 'steps', how many values it has");
  }
  const std::int64_t steps = *axis.range->steps;
  std::vector<std::string> values;
  for (std::int64_t i = 0; i < steps; ++i) {
    values.push_back(range.at(static_cast<double>(i) / static_cast<double>(steps - 1)));
  }
  return values;
}

std::vector<std::string> drawn_values(const SweepAxisSection& axis, std::int64_t samples,
                                      bool stratified, std::uint64_t seed) {
  check(axis);
  const std::vector<double> shares =
      drawn_shares(samples, stratified, RngStream(seed, "sweep." + axis.key, 0));
  std::vector<std::string> values;
  if (axis.range) {
    if (axis.range->steps) {
      throw InputError(axis.range->where.of("steps"), "values that are drawn have no 'steps'");
    }
    const Range range = range_of(*axis.range);
    for (const double share : shares) values.push_back(range.at(share));
  } else {
    const auto count = static_cast<double>(axis.values.size());
    for (const double share : shares) {
      values.push_back(axis.values[static_cast<std::size_t>(share * count)]);
    }
  }
  return values;
}

}  // namespace orbitmesh
