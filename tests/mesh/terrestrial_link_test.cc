#include "mesh/terrestrial_link.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace orbitmesh {
namespace {

std::vector<double> rtts_ms(const TerrestrialLink& link) {
  RngStream stream(1, "test.terrestrial", 0);
  std::vector<double> rtts;
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    rtts.push_back(2 * draw_one_way_delay(link, stream, i).milliseconds());
  }
  std::sort(rtts.begin(), rtts.end());
  return rtts;
}

TEST(TerrestrialLinkTest, RoundTripsHaveTheirMedianAndP95) {
  for (const TerrestrialLink& link : {kLte, k5gMidBand, kSiteWifi, kV2x}) {
    const std::vector<double> rtts = rtts_ms(link);
    const double median_ms = link.median_rtt.milliseconds();
    const double p95_ms = link.p95_rtt.milliseconds();
    EXPECT_NEAR(rtts[rtts.size() / 2], median_ms, 0.02 * median_ms);
    EXPECT_NEAR(rtts[rtts.size() * 95 / 100], p95_ms, 0.03 * p95_ms);
    EXPECT_GT(rtts.front(), 0);
  }
}

TEST(TerrestrialLinkTest, WithoutSpreadEveryDelayIsHalfTheMedian) {
  RngStream stream(1, "test.terrestrial", 0);
  for (std::uint64_t i = 0; i < 100; ++i) {
    EXPECT_EQ(draw_one_way_delay(kNrSidelink, stream, i), Duration::from_us(1500));
  }
}

TEST(TerrestrialLinkTest, AnIntervalHasOneDelay) {
  RngStream stream(1, "test.terrestrial", 0);
  const Duration first = draw_one_way_delay(kLte, stream, 17);
  draw_one_way_delay(kLte, stream, 18);
  EXPECT_EQ(draw_one_way_delay(kLte, stream, 17), first);
}

TEST(TerrestrialLinkTest, ReachesAsFarAsItsRadius) {
  EXPECT_TRUE(available(kLte, 8'000));
  EXPECT_FALSE(available(kLte, 8'001));
  EXPECT_TRUE(available(kSiteWifi, 0));
  EXPECT_FALSE(available(kSiteWifi, 151));
}

TEST(TerrestrialLinkTest, UsersShareTheRateAndAChannelSharesItsDirectionsToo) {
  EXPECT_EQ(rate_share(kLte, 1).down, (BitRate{30'000'000}));
  EXPECT_EQ(rate_share(kLte, 1).up, (BitRate{10'000'000}));
  EXPECT_EQ(rate_share(kLte, 3).down, (BitRate{10'000'000}));
  EXPECT_EQ(rate_share(kV2x, 1).down, (BitRate{3'000'000}));
  EXPECT_EQ(rate_share(kV2x, 10).up, (BitRate{300'000}));
}

}  // namespace
}  // namespace orbitmesh
