#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace orbitmesh {

struct ChartPoint {
  double x = 0;
  double y = 0;
};

/// One curve. Colours go by the place in Chart::series, unless `colour` says otherwise.
struct ChartSeries {
  enum class Style {
    kLine,  ///< straight between points
    kStep,  ///< each value holds until the next point
    kDots,
  };
  std::string name;
  std::vector<ChartPoint> points;  ///< ascending in x; a NaN in y interrupts the curve
  Style style = Style::kLine;
  std::optional<std::size_t> colour;
};

/// A span of x that is shaded behind the curves, as an outage or an eclipse.
struct ChartBand {
  double begin = 0;
  double end = 0;
  std::string title;
};

/// A line across the chart at one value, as a deadline.
struct ChartRule {
  double value = 0;
  std::string title;
  bool vertical = false;
};

struct Chart {
  std::string x_title;
  std::string y_title;
  bool log_x = false;
  bool log_y = false;
  std::optional<double> y_min;
  std::optional<double> y_max;
  std::vector<ChartSeries> series;
  std::vector<ChartBand> bands;
  std::vector<ChartRule> rules;
};

/// The chart as an SVG element of a page that has chart_style(); as wide as its place. Points
/// closer than a pixel are drawn as the range they span, so the size is bounded. "No data." as a
/// paragraph when no series has a point.
std::string chart_svg(const Chart& chart);

/// The distribution function of values in ascending order, at 400 places at most.
std::vector<ChartPoint> distribution_curve(const std::vector<double>& ascending);

/// A chart for such curves, still without any: shares from 0 to 1 over a logarithmic x.
Chart distribution_chart(const std::string& x_title, const std::string& y_title);

}  // namespace orbitmesh
