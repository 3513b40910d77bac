#include "scenarios/report/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "scenarios/report/axis.h"
#include "scenarios/report/html_escaped.h"

namespace orbitmesh {
namespace {

constexpr double kWidth = 480;
constexpr double kHeight = 260;
constexpr double kLeft = 56;
constexpr double kRight = 16;
constexpr double kTop = 10;
constexpr double kBottom = 40;
constexpr double kLegendRow = 18;
constexpr std::size_t kColours = 8;

struct Bounds {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();

  void include(double value, bool logarithmic) {
    if (!std::isfinite(value) || (logarithmic && value <= 0)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  bool empty() const { return !(low <= high); }
};

Bounds bounds_of(const Chart& chart, bool x) {
  Bounds bounds;
  const bool logarithmic = x ? chart.log_x : chart.log_y;
  for (const ChartSeries& series : chart.series) {
    for (const ChartPoint& point : series.points) {
      if (std::isfinite(point.y)) bounds.include(x ? point.x : point.y, logarithmic);
    }
  }
  if (bounds.empty()) return bounds;
  for (const ChartRule& rule : chart.rules) {
    if (rule.vertical == x) bounds.include(rule.value, logarithmic);
  }
  return bounds;
}

class ChartDrawing {
 public:
  ChartDrawing(const Chart& chart, Axis x, Axis y)
      : chart_(chart), x_(std::move(x)), y_(std::move(y)) {}

  std::string svg() const {
    const double legend = legend_height();
    std::string out = fmt::format(
        "<svg class=\"chart\" viewBox=\"0 0 {:g} {:g}\" role=\"img\" aria-label=\"{}\">\n", kWidth,
        kHeight + legend, html_escaped(chart_.y_title + " over " + chart_.x_title));
    out += bands() + grid();
    for (std::size_t i = 0; i < chart_.series.size(); ++i) out += curve(i);
    return out + rules() + legend_svg() + "</svg>\n";
  }

 private:
  double at_x(double value) const {
    return kLeft + std::clamp(x_.share(value), 0.0, 1.0) * (kWidth - kLeft - kRight);
  }
  double at_y(double value) const {
    return kHeight - kBottom - std::clamp(y_.share(value), 0.0, 1.0) * (kHeight - kTop - kBottom);
  }

  static std::string text(double x, double y, const char* anchor, const std::string& what) {
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, y,
                       anchor, html_escaped(what));
  }

  std::string grid() const {
    std::string out;
    for (const double tick : x_.ticks()) {
      const double x = at_x(tick);
      out += fmt::format("<path class=\"grid\" d=\"M{0:.1f} {1:.1f}V{2:.1f}\"/>\n", x, kTop,
                         kHeight - kBottom);
      out += text(x, kHeight - kBottom + 15, "middle", Axis::label(tick));
    }
    for (const double tick : y_.ticks()) {
      const double y = at_y(tick);
      out += fmt::format("<path class=\"grid\" d=\"M{0:.1f} {1:.1f}H{2:.1f}\"/>\n", kLeft, y,
                         kWidth - kRight);
      out += text(kLeft - 6, y + 4, "end", Axis::label(tick));
    }
    out += text((kLeft + kWidth - kRight) / 2, kHeight - 8, "middle", chart_.x_title);
    return out + fmt::format(
                     "<text transform=\"translate(12 {:.1f}) rotate(-90)\" "
                     "text-anchor=\"middle\">{}</text>\n",
                     (kTop + kHeight - kBottom) / 2, html_escaped(chart_.y_title));
  }

  std::string bands() const {
    std::string out;
    for (const ChartBand& band : chart_.bands) {
      const double begin = at_x(band.begin);
      const double width = std::max(1.0, at_x(band.end) - begin);
      out += fmt::format(
          "<rect class=\"band\" x=\"{:.1f}\" y=\"{:g}\" width=\"{:.1f}\" height=\"{:g}\">"
          "<title>{}</title></rect>\n",
          begin, kTop, width, kHeight - kTop - kBottom, html_escaped(band.title));
    }
    return out;
  }

  std::string rules() const {
    std::string out;
    for (const ChartRule& rule : chart_.rules) {
      const std::string path =
          rule.vertical
              ? fmt::format("M{:.1f} {:g}V{:g}", at_x(rule.value), kTop, kHeight - kBottom)
              : fmt::format("M{:g} {:.1f}H{:g}", kLeft, at_y(rule.value), kWidth - kRight);
      out += fmt::format("<path class=\"rule\" d=\"{}\"><title>{}</title></path>\n", path,
                         html_escaped(rule.title));
    }
    return out;
  }

  std::size_t colour_of(std::size_t series) const {
    return chart_.series[series].colour.value_or(series) % kColours;
  }

  std::string curve(std::size_t index) const {
    const ChartSeries& series = chart_.series[index];
    const std::size_t colour = colour_of(index);
    if (series.style == ChartSeries::Style::kDots) return dots(series, colour);
    return fmt::format("<path class=\"curve s{}\" d=\"{}\"><title>{}</title></path>\n", colour,
                       path_of(series), html_escaped(series.name));
  }

  std::string dots(const ChartSeries& series, std::size_t colour) const {
    std::string path;
    for (const ChartPoint& point : series.points) {
      if (drawable(point)) path += fmt::format("M{:.1f} {:.1f}h0", at_x(point.x), at_y(point.y));
    }
    return fmt::format("<path class=\"dots s{}\" d=\"{}\"><title>{}</title></path>\n", colour, path,
                       html_escaped(series.name));
  }

  bool drawable(const ChartPoint& point) const {
    return std::isfinite(point.x) && std::isfinite(point.y) &&
           !(x_.logarithmic() && point.x <= 0) && !(y_.logarithmic() && point.y <= 0);
  }

  /// Points that share a pixel of x.
  struct PixelColumn {
    std::size_t end;  ///< index of the first point behind it
    double low;       ///< the least and greatest y on the page, and that of the last point
    double high;
    double last;
  };
  PixelColumn column_from(const std::vector<ChartPoint>& points, std::size_t begin) const {
    const double x = at_x(points[begin].x);
    const double y = at_y(points[begin].y);
    PixelColumn column{begin + 1, y, y, y};
    while (column.end < points.size() && drawable(points[column.end]) &&
           at_x(points[column.end].x) < x + 1) {
      column.last = at_y(points[column.end].y);
      column.low = std::min(column.low, column.last);
      column.high = std::max(column.high, column.last);
      ++column.end;
    }
    return column;
  }

  std::string line_to(const ChartPoint& point, ChartSeries::Style style) const {
    const bool step = style == ChartSeries::Style::kStep;
    return fmt::format(step ? "H{:.1f}V{:.1f}" : "L{:.1f} {:.1f}", at_x(point.x), at_y(point.y));
  }

  // Of all points within a pixel: the first, the extremes and the last.
  std::string path_of(const ChartSeries& series) const {
    const std::vector<ChartPoint>& points = series.points;
    std::string path;
    bool pen_down = false;
    for (std::size_t i = 0; i < points.size();) {
      if (!drawable(points[i])) {
        pen_down = false;
        ++i;
        continue;
      }
      path += pen_down ? line_to(points[i], series.style)
                       : fmt::format("M{:.1f} {:.1f}", at_x(points[i].x), at_y(points[i].y));
      pen_down = true;
      const PixelColumn column = column_from(points, i);
      if (column.end > i + 2) path += fmt::format("V{:.1f}V{:.1f}", column.low, column.high);
      if (column.end > i + 1) path += fmt::format("V{:.1f}", column.last);
      i = column.end;
    }
    return path;
  }

  // Names go from left to right, in as many rows as they need.
  template <class Place>
  double place_legend(const Place& place) const {
    double x = kLeft;
    double y = kHeight + 12;
    for (std::size_t i = 0; i < chart_.series.size(); ++i) {
      const std::string& name = chart_.series[i].name;
      if (name.empty()) continue;
      const double width = 26 + 6.4 * static_cast<double>(name.size());
      if (x > kLeft && x + width > kWidth - kRight) {
        x = kLeft;
        y += kLegendRow;
      }
      place(i, x, y);
      x += width;
    }
    return y;
  }

  double legend_height() const {
    bool any = false;
    const double y = place_legend([&any](std::size_t, double, double) { any = true; });
    return any ? y - kHeight + 8 : 0;
  }

  std::string legend_svg() const {
    std::string out;
    place_legend([&](std::size_t series, double x, double y) {
      out += fmt::format("<path class=\"curve s{}\" d=\"M{:.1f} {:.1f}h14\"/>\n", colour_of(series),
                         x, y - 4);
      out += text(x + 18, y, "start", chart_.series[series].name);
    });
    return out;
  }

  const Chart& chart_;
  Axis x_;
  Axis y_;
};

}  // namespace

std::string chart_svg(const Chart& chart) {
  const Bounds x = bounds_of(chart, true);
  const Bounds y = bounds_of(chart, false);
  if (x.empty() || y.empty()) return "<p class=\"none\">No data.</p>\n";
  const double low = chart.y_min.value_or(y.low);
  const double high = chart.y_max.value_or(y.high);
  return ChartDrawing(chart, Axis(x.low, x.high, chart.log_x, !chart.log_x),
                      Axis(low, high, chart.log_y, chart.y_min && chart.y_max))
      .svg();
}

std::vector<ChartPoint> distribution_curve(const std::vector<double>& ascending) {
  constexpr std::size_t kMostPoints = 400;
  const std::size_t points = std::min(ascending.size(), kMostPoints);
  std::vector<ChartPoint> curve;
  for (std::size_t k = 1; k <= points; ++k) {
    const std::size_t rank = k * ascending.size() / points;
    curve.push_back(
        {ascending[rank - 1], static_cast<double>(rank) / static_cast<double>(ascending.size())});
  }
  return curve;
}

Chart distribution_chart(const std::string& x_title, const std::string& y_title) {
  Chart chart;
  chart.x_title = x_title;
  chart.y_title = y_title;
  chart.log_x = true;
  chart.y_min = 0;
  chart.y_max = 1;
  return chart;
}

}  // namespace orbitmesh
