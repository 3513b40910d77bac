#include "bench/log_log_plot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

using testing::HasSubstr;

// By hand: the panel's axes span 62..396 and 252..34, each over two decades.
TEST(LogLogPlot, PutsPointsAtTheirLogarithms) {
  const std::string svg =
      log_log_plot_svg({{"title", "x", "y", {{1, 0.1, "low"}, {10, 1, "mid"}, {100, 10, "high"}}}});
  EXPECT_THAT(svg, HasSubstr("d=\"M62.0 252.0L229.0 143.0L396.0 34.0\""));
  EXPECT_THAT(svg, HasSubstr(">mid</text>"));
  EXPECT_THAT(svg, HasSubstr("</svg>"));
}

TEST(LogLogPlot, PanelsShareTheirYAxisAndStandSideBySide) {
  const std::string svg =
      log_log_plot_svg({{"left", "x", "y", {{1, 1, "a"}}}, {"right", "x", "y", {{1, 100, "b"}}}});
  EXPECT_THAT(svg, HasSubstr("<circle cx=\"62.0\" cy=\"252.0\""));
  EXPECT_THAT(svg, HasSubstr("<circle cx=\"482.0\" cy=\"34.0\""));
}

}  // namespace
}  // namespace orbitmesh
