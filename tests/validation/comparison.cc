#include "tests/validation/comparison.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace orbitmesh {
namespace {

/// Relative error of the model; to the nearer end of a range, zero within it. Precondition:
/// something other than zero was measured.
double error(const Figure& figure) {
  const double highest = std::max(figure.measured, figure.highest);
  const double nearest = std::clamp(figure.model, figure.measured, highest);
  return (figure.model - nearest) / nearest;
}

std::string error_cell(const Figure& figure) {
  return figure.measured > 0 ? fmt::format("{:+.0f}%", 100 * error(figure)) : "";
}

std::string measured_cell(const Figure& figure) {
  if (figure.highest > 0) return fmt::format("{:g}-{:g}", figure.measured, figure.highest);
  return figure.measured > 0 ? fmt::format("{:g}", figure.measured) : "-";
}

std::string verdict(const Figure& figure, Claim claim) {
  if (figure.band <= 0) return "";
  if (!holds(figure)) return claim == Claim::kCalibrated ? "FAILS" : "miss";
  return "holds";
}

}  // namespace

bool holds(const Figure& figure) {
  if (figure.band <= 0) return true;
  if (!figure.as_factor) return std::fabs(error(figure)) <= figure.band;
  const double factor = figure.model / figure.measured;
  return factor <= figure.band && factor * figure.band >= 1;
}

void show(const Comparison& comparison) {
  const bool calibrated = comparison.claim == Claim::kCalibrated;
  fmt::print("\n{} ({})\n  {}\n  source: {}\n", comparison.what,
             calibrated ? "calibrated" : "predicted", comparison.circumstances, comparison.source);
  fmt::print("  {:<34}{:>12}{:>10}{:>9}{:>10}\n", "", "measured", "model", "error", "");
  for (const Figure& figure : comparison.figures) {
    fmt::print("  {:<34}{:>12}{:>10.4g}{:>9}{:>10}\n", figure.name, measured_cell(figure),
               figure.model, error_cell(figure), verdict(figure, comparison.claim));
    if (calibrated) {
      EXPECT_TRUE(holds(figure)) << comparison.what << ", " << figure.name << ": " << figure.model
                                 << " instead of " << measured_cell(figure);
    }
  }
  std::fflush(stdout);
}

double quantile(const std::vector<double>& sorted, double q) {
  const double at = q * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

std::vector<Figure> quantile_figures(std::vector<double> values, const std::string& unit,
                                     const std::vector<MeasuredQuantile>& measured) {
  std::sort(values.begin(), values.end());
  std::vector<Figure> figures;
  for (const MeasuredQuantile& m : measured) {
    Figure figure;
    figure.name =
        m.q > 0 ? fmt::format("p{:g} [{}]", 100 * m.q, unit) : fmt::format("min [{}]", unit);
    figure.measured = m.value;
    figure.model = quantile(values, m.q);
    figure.band = m.q == 0.5 ? kMedianBand : kTailBand;
    figures.push_back(figure);
  }
  return figures;
}

}  // namespace orbitmesh
