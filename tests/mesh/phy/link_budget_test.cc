#include "mesh/phy/link_budget.h"

#include <gtest/gtest.h>

#include "mesh/phy/modcod.h"
#include "mesh/phy/radio_units.h"

namespace orbitmesh {
namespace {

TEST(DecibelTest, IsTenTimesTheLogarithmAndBack) {
  EXPECT_NEAR(to_decibel(1000), 30, 1e-12);
  EXPECT_NEAR(from_decibel(3), 1.9952623149688795, 1e-14);
  EXPECT_NEAR(to_decibel(from_decibel(-17.3)), -17.3, 1e-12);
}

TEST(FreeSpaceLossTest, AgreesWithTheTextbookFormula) {
  // 92.45 + 20 lg(f / GHz) + 20 lg(d / km)
  EXPECT_NEAR(free_space_loss_dB(gigahertz(1), 1e3), 92.4478, 1e-4);
  EXPECT_NEAR(free_space_loss_dB(gigahertz(12), 35'786e3), 205.105, 1e-3);
  EXPECT_NEAR(free_space_loss_dB(gigahertz(2), 2e3) - free_space_loss_dB(gigahertz(1), 1e3),
              12.0412, 1e-4);
}

TEST(LinkBudgetTest, UserDownlinkByHand) {
  // Density -15 - 36.0206 = -51.0206 dBW/Hz; loss at 11.7 GHz and 550 km 168.6190 dB;
  // -51.0206 - 168.6190 + 9.2 + 228.5992 = 18.1596 dB.
  const LinkBudget budget = user_downlink_budget();
  EXPECT_NEAR(esn0_dB(budget, 550e3, 0), 18.1596, 1e-3);
  // At the edge of coverage, 1,123.4 km: 6.2036 dB less.
  EXPECT_NEAR(esn0_dB(budget, 1'123.4e3, 0), 11.9560, 1e-3);
  EXPECT_NEAR(esn0_dB(budget, 550e3, 3.5), 14.6596, 1e-3);
}

TEST(LinkBudgetTest, RateIsTheModcodOverTheSymbolRate) {
  LinkBudget budget = user_downlink_budget();
  budget.roll_off = 0.2;
  budget.implementation_margin_dB = 1;
  EXPECT_NEAR(budget.symbol_rate_Hz(), 200e6, 1e-6);
  // 8.10 dB after the margin: 16APSK 28/45.
  EXPECT_NEAR(static_cast<double>(link_rate(budget, 9.10 + 1e-9).bit_s), 2.458441 * 200e6, 1);
  EXPECT_EQ(link_rate(budget, -3).bit_s, 0);
}

TEST(LinkBudgetTest, AChannelCarriesHundredsOfMegabitsAtTheEdgeOfCoverage) {
  const LinkBudget budget = user_downlink_budget();
  const double zenith = static_cast<double>(link_rate(budget, esn0_dB(budget, 550e3, 0)).bit_s);
  const double edge = static_cast<double>(link_rate(budget, esn0_dB(budget, 1'123e3, 0)).bit_s);
  EXPECT_GT(zenith, 1.0e9);
  EXPECT_GT(edge, 0.5e9);
  EXPECT_GT(zenith, edge);
}

TEST(LinkBudgetTest, MoreAttenuationNeverCarriesMore) {
  const LinkBudget budget = user_downlink_budget();
  BitRate before = link_rate(budget, esn0_dB(budget, 550e3, 0));
  for (double a_dB = 0.1; a_dB < 30; a_dB += 0.1) {
    const BitRate rate = link_rate(budget, esn0_dB(budget, 550e3, a_dB));
    EXPECT_FALSE(before < rate) << a_dB;
    before = rate;
  }
  EXPECT_EQ(before.bit_s, 0);
}

TEST(SkyNoiseTest, ThreeDecibelsOfRainAreHalfAWarmSky) {
  EXPECT_EQ(sky_noise_degradation_dB(0, 150), 0.0);
  // Half of 272.3 K over 136.15 K of receiver: twice the noise.
  EXPECT_NEAR(sky_noise_degradation_dB(to_decibel(2), 136.15), to_decibel(2), 1e-9);
  EXPECT_LT(sky_noise_degradation_dB(100, 150), to_decibel((150 + 275.0) / 150));
}

}  // namespace
}  // namespace orbitmesh
