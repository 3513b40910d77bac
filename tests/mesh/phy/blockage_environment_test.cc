#include "mesh/phy/blockage_environment.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

TEST(BlockageEnvironmentTest, SharesAreThoseOfTheTablesAt55Degrees) {
  EXPECT_EQ(clear_share(BlockageEnvironment::kOpen), 1);
  // Means of TR 38.811's rows for 50 and 60 deg.
  EXPECT_NEAR(clear_share(BlockageEnvironment::kUrban), (0.726 + 0.805) / 2, 1e-12);
  EXPECT_NEAR(clear_share(BlockageEnvironment::kSuburban), (0.935 + 0.94) / 2, 1e-12);
  EXPECT_EQ(clear_share(BlockageEnvironment::kRural), clear_share(BlockageEnvironment::kSuburban));
  EXPECT_LT(clear_share(BlockageEnvironment::kForest), clear_share(BlockageEnvironment::kUrban));
}

TEST(BlockageEnvironmentTest, ADriveIsBlockedForTheRestOfTheTime) {
  const Duration step = Duration::from_ms(500);
  const std::int64_t steps = 400'000;
  for (const auto& [environment, name] : enum_names(BlockageEnvironment{})) {
    BlockageProcess process(environment_blockage(environment), RngStream(3, "test.drive", 0));
    std::int64_t clear = 0;
    for (std::int64_t i = 0; i < steps; ++i) {
      clear += process.at(Time{} + i * step).state == Blockage::kClear ? 1 : 0;
    }
    EXPECT_NEAR(static_cast<double>(clear) / steps, clear_share(environment), 0.01) << name;
  }
}

}  // namespace
}  // namespace orbitmesh
