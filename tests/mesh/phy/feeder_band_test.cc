#include <gtest/gtest.h>

#include "mesh/phy/rain_link_rate.h"

namespace orbitmesh {
namespace {

RainRate mm_h(double rate) { return {rate * 1e-3 / 3600}; }
const RainPath kPath{47.6 * kDegree, 45 * kDegree, 0, 3'000};

TEST(FeederBandTest, BothBandsKeepTheirRateUnderADrySky) {
  for (const FeederBand band : {FeederBand::kKa, FeederBand::kE}) {
    EXPECT_EQ(feeder_up_rain_factor(kPath, mm_h(0), band), 1);
    EXPECT_EQ(feeder_down_rain_factor(kPath, mm_h(0), band), 1);
  }
}

TEST(FeederBandTest, RainTakesMoreFromEBandAndTakesItDownFirst) {
  for (const double rate : {2.0, 5.0, 10.0}) {
    EXPECT_LT(feeder_up_rain_factor(kPath, mm_h(rate), FeederBand::kE),
              feeder_up_rain_factor(kPath, mm_h(rate), FeederBand::kKa));
    EXPECT_LT(feeder_down_rain_factor(kPath, mm_h(rate), FeederBand::kE),
              feeder_down_rain_factor(kPath, mm_h(rate), FeederBand::kKa));
  }
  EXPECT_EQ(feeder_up_rain_factor(kPath, mm_h(20), FeederBand::kE), 0);
  EXPECT_GT(feeder_down_rain_factor(kPath, mm_h(20), FeederBand::kKa), 0);
}

}  // namespace
}  // namespace orbitmesh
