#include "mesh/phy/rain_link_rate.h"

#include <gtest/gtest.h>

#include "mesh/phy/radio_units.h"

namespace orbitmesh {
namespace {

constexpr double kRange_m = 700e3;

RainPath path_at(double elevation_deg) { return {30 * kDegree, elevation_deg * kDegree, 0, 4000}; }

TEST(RainLinkRate, ADryLinkKeepsItsRate) {
  const RainPath path = path_at(50);
  EXPECT_DOUBLE_EQ(user_down_rain_factor(path, kRange_m, {}), 1);
  EXPECT_DOUBLE_EQ(user_up_rain_factor(path, {}), 1);
  EXPECT_DOUBLE_EQ(feeder_down_rain_factor(path, {}), 1);
  EXPECT_DOUBLE_EQ(feeder_up_rain_factor(path, {}), 1);
}

TEST(RainLinkRate, KaFeedersSufferMoreThanKuUserLinks) {
  const RainPath path = path_at(50);
  for (const double mm_h : {10.0, 25.0, 50.0}) {
    const RainRate rain = millimetres_per_hour(mm_h);
    EXPECT_LT(feeder_up_rain_factor(path, rain), user_down_rain_factor(path, kRange_m, rain));
  }
}

TEST(RainLinkRate, ALongerPathThroughTheRainKeepsLess) {
  const RainRate rain = millimetres_per_hour(25);
  EXPECT_LT(feeder_up_rain_factor(path_at(25), rain), feeder_up_rain_factor(path_at(70), rain));
  EXPECT_LT(user_up_rain_factor(path_at(25), rain), user_up_rain_factor(path_at(70), rain));
}

TEST(RainLinkRate, BelowTheMostRobustModcodNothingIsLeft) {
  EXPECT_DOUBLE_EQ(feeder_up_rain_factor(path_at(30), millimetres_per_hour(100)), 0);
}

}  // namespace
}  // namespace orbitmesh
