#include "bench/log_log_plot.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace orbitmesh {
namespace {

constexpr double kWidth = 420;
constexpr double kHeight = 300;
constexpr double kLeft = 62;
constexpr double kRight = 24;
constexpr double kTop = 34;
constexpr double kBottom = 48;

/// Whole decades that hold all values.
struct Decades {
  int first = 0;
  int last = 0;

  void include(double value) {
    first = std::min(first, static_cast<int>(std::floor(std::log10(value))));
    last = std::max(last, static_cast<int>(std::ceil(std::log10(value))));
  }
  static Decades of(double value) {
    return {static_cast<int>(std::floor(std::log10(value))),
            static_cast<int>(std::ceil(std::log10(value)))};
  }
  double share(double value) const { return (std::log10(value) - first) / (last - first); }
};

std::string power_of_ten(int exponent) { return fmt::format("{:g}", std::pow(10.0, exponent)); }

class Panel {
 public:
  Panel(const PlotPanel& panel, Decades x, Decades y, double offset)
      : panel_(panel), x_(x), y_(y), offset_(offset) {}

  std::string svg() const { return frame() + x_axis() + y_axis() + line() + points(); }

 private:
  double at_x(double value) const {
    return offset_ + kLeft + x_.share(value) * (kWidth - kLeft - kRight);
  }
  double at_y(double value) const {
    return kHeight - kBottom - y_.share(value) * (kHeight - kTop - kBottom);
  }
  static std::string text(double x, double y, const char* anchor, const std::string& what) {
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, y,
                       anchor, what);
  }
  static std::string grid_line(double x1, double y1, double x2, double y2) {
    return fmt::format("<path class=\"grid\" d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}\"/>\n", x1, y1, x2,
                       y2);
  }

  std::string frame() const { return text(offset_ + kLeft, kTop - 14, "start", panel_.title); }
  std::string x_axis() const {
    std::string out;
    for (int e = x_.first; e <= x_.last; ++e) {
      const double x = at_x(std::pow(10.0, e));
      out += grid_line(x, kTop, x, kHeight - kBottom);
      out += text(x, kHeight - kBottom + 16, "middle", power_of_ten(e));
    }
    return out +
           text(offset_ + (kLeft + kWidth - kRight) / 2, kHeight - 12, "middle", panel_.x_title);
  }
  std::string y_axis() const {
    std::string out;
    for (int e = y_.first; e <= y_.last; ++e) {
      const double y = at_y(std::pow(10.0, e));
      out += grid_line(offset_ + kLeft, y, offset_ + kWidth - kRight, y);
      out += text(offset_ + kLeft - 6, y + 4, "end", power_of_ten(e));
    }
    const double x = offset_ + 14;
    const double y = (kTop + kHeight - kBottom) / 2;
    return out + fmt::format(
                     "<text transform=\"translate({:.1f} {:.1f}) rotate(-90)\" "
                     "text-anchor=\"middle\">{}</text>\n",
                     x, y, panel_.y_title);
  }
  std::string line() const {
    std::string path;
    for (const PlotPoint& point : panel_.points) {
      path +=
          fmt::format("{}{:.1f} {:.1f}", path.empty() ? 'M' : 'L', at_x(point.x), at_y(point.y));
    }
    return fmt::format("<path class=\"curve\" d=\"{}\"/>\n", path);
  }
  std::string points() const {
    std::string out;
    for (const PlotPoint& point : panel_.points) {
      const double x = at_x(point.x);
      const double y = at_y(point.y);
      out += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3\"/>\n", x, y);
      out += text(x, y - 8, "middle", point.label);
    }
    return out;
  }

  const PlotPanel& panel_;
  Decades x_;
  Decades y_;
  double offset_;
};

}  // namespace

std::string log_log_plot_svg(const std::vector<PlotPanel>& panels) {
  Decades y = Decades::of(panels.at(0).points.at(0).y);
  for (const PlotPanel& panel : panels) {
    for (const PlotPoint& point : panel.points) y.include(point.y);
  }
  y.last = std::max(y.last, y.first + 1);
  const double width = kWidth * static_cast<double>(panels.size());
  std::string svg = fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0:g} {1:g}" width="{0:g}" height="{1:g}" font-family="sans-serif" font-size="11">
<style>
text {{ fill: #333 }} .grid {{ stroke: #ccc }} .curve {{ fill: none; stroke: #06c; stroke-width: 2 }} circle {{ fill: #06c }}
@media (prefers-color-scheme: dark) {{ text {{ fill: #ddd }} .grid {{ stroke: #555 }} .curve {{ stroke: #6bf }} circle {{ fill: #6bf }} }}
</style>
)",
      width, kHeight);
  double offset = 0;
  for (const PlotPanel& panel : panels) {
    Decades x = Decades::of(panel.points.at(0).x);
    for (const PlotPoint& point : panel.points) x.include(point.x);
    x.last = std::max(x.last, x.first + 1);
    svg += Panel(panel, x, y, offset).svg();
    offset += kWidth;
  }
  return svg + "</svg>\n";
}

}  // namespace orbitmesh
