#pragma once

#include <string>
#include <vector>

namespace orbitmesh {

/// A point with the text that stands beside it.
struct PlotPoint {
  double x = 0;  ///< above 0
  double y = 0;  ///< above 0
  std::string label;
};

/// One panel: a line through points over two logarithmic axes.
struct PlotPanel {
  std::string title;
  std::string x_title;
  std::string y_title;
  std::vector<PlotPoint> points;  ///< at least one, ascending in x
};

/// The panels side by side as one SVG picture, readable on light and dark pages. All panels
/// have the same y axis.
std::string log_log_plot_svg(const std::vector<PlotPanel>& panels);

}  // namespace orbitmesh
