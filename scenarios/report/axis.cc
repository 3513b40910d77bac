#include "scenarios/report/axis.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/math.h"

namespace orbitmesh {
namespace {

constexpr double kMostTicks = 6;
// A range below this share of its values is rounding, not a course to be shown.
constexpr double kLeastRange = 1e-6;
constexpr double kLn10 = 2.302585092994045684;

// Exact for powers of ten that a double holds, so that ticks stand where they are labelled.
double log10(double value) {
  const double exponent = math::log(value) / kLn10;
  const double whole = std::round(exponent);
  return std::fabs(exponent - whole) < 1e-12 ? whole : exponent;
}

double power_of_ten(double exponent) { return math::pow(10.0, exponent); }

// The least of 1, 2, 5 times a power of ten that divides the range into kMostTicks or fewer.
double tick_step(double range) {
  const double raw = range / kMostTicks;
  const double decade = power_of_ten(std::floor(log10(raw)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * decade >= raw) return factor * decade;
  }
  return 10 * decade;
}

}  // namespace

Axis::Axis(double low, double high, bool logarithmic, bool exact)
    : low_(low), high_(high), logarithmic_(logarithmic) {
  logarithmic_ ? place_decades(exact) : place_linear(exact);
}

void Axis::place_linear(bool exact) {
  if (!(high_ - low_ > kLeastRange * std::max(std::fabs(low_), std::fabs(high_)))) {
    const double margin = low_ == 0 ? 1 : std::fabs(low_) / 2;
    low_ -= exact || low_ == 0 ? 0 : margin;
    high_ += margin;
  }
  const double step = tick_step(high_ - low_);
  if (!exact) {
    low_ = std::floor(low_ / step) * step;
    high_ = std::ceil(high_ / step) * step;
  }
  for (double k = std::ceil(low_ / step - 1e-9); k * step <= high_ + step * 1e-9; ++k) {
    ticks_.push_back(k * step);
  }
}

void Axis::place_decades(bool exact) {
  if (!exact) {
    low_ = power_of_ten(std::floor(log10(low_)));
    high_ = power_of_ten(std::ceil(log10(high_)));
  }
  if (!(low_ < high_)) high_ = low_ * 10;
  const auto first = static_cast<int>(std::floor(log10(low_)));
  const auto last = static_cast<int>(std::ceil(log10(high_)));
  const bool few = last - first <= 2;
  for (int decade = first; decade <= last; ++decade) {
    for (const double factor : {1.0, 2.0, 5.0}) {
      const double value = factor * power_of_ten(decade);
      const bool inside = value >= low_ * (1 - 1e-9) && value <= high_ * (1 + 1e-9);
      if (inside && (few || factor == 1.0)) ticks_.push_back(value);
    }
  }
}

double Axis::share(double value) const {
  if (logarithmic_) return math::log(value / low_) / math::log(high_ / low_);
  return (value - low_) / (high_ - low_);
}

std::string Axis::label(double value) {
  const double magnitude = std::fabs(value);
  if (magnitude < 1e-12) return "0";
  if (magnitude >= 1e9) return fmt::format("{:g} G", value / 1e9);
  if (magnitude >= 1e6) return fmt::format("{:g} M", value / 1e6);
  if (magnitude >= 1e4) return fmt::format("{:g} k", value / 1e3);
  return fmt::format("{:.4g}", value);
}

}  // namespace orbitmesh
