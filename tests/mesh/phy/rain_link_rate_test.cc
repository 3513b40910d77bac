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

// A link holds exactly where both of its directions keep a rate.
TEST(RainLinkRate, TheMarginEndsWhereTheRateDoes) {
  int cut = 0;
  int held = 0;
  for (double mm_h = 0; mm_h <= 300; mm_h += 2.5) {
    const RainRate rain = millimetres_per_hour(mm_h);
    for (const double elevation_deg : {10.0, 30.0, 80.0}) {
      const RainPath path = path_at(elevation_deg);
      for (const FeederBand band : {FeederBand::kKa, FeederBand::kE}) {
        const bool rated = feeder_up_rain_factor(path, rain, band) > 0 &&
                           feeder_down_rain_factor(path, rain, band) > 0;
        EXPECT_EQ(feeder_rain_margin(path, rain, band).holds(), rated) << mm_h;
        (rated ? held : cut) += 1;
      }
      const bool rated =
          user_up_rain_factor(path, rain) > 0 && user_down_rain_factor(path, kRange_m, rain) > 0;
      EXPECT_EQ(user_rain_margin(path, kRange_m, rain).holds(), rated) << mm_h;
    }
  }
  EXPECT_GT(cut, 100);
  EXPECT_GT(held, 20);
}

TEST(RainLinkRate, TheMarginIsTheClearSkyOverTheMostRobustModcod) {
  const RainMargin dry = feeder_rain_margin(path_at(50), {}, FeederBand::kE);
  EXPECT_DOUBLE_EQ(dry.lost_dB, 0);
  EXPECT_NEAR(dry.margin_dB, 18.0 - 1.0 + 2.85, 1e-9);  // QPSK 2/9 needs -2.85 dB
  const RainMargin wet = feeder_rain_margin(path_at(50), millimetres_per_hour(20), FeederBand::kE);
  EXPECT_FALSE(wet.holds());
  EXPECT_DOUBLE_EQ(wet.margin_dB, dry.margin_dB);
}

}  // namespace
}  // namespace orbitmesh
