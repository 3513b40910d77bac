#include "mesh/phy/path_attenuation.h"

#include <gtest/gtest.h>

#include "tests/mesh/phy/check_values.h"

namespace orbitmesh {
namespace {

TEST(PathAttenuationTest, AddsRainAndCloudAndThenScintillationByRootSumSquare) {
  EXPECT_DOUBLE_EQ((PathAttenuation{0.5, 1, 2, 4}.total_dB()), 5.5);  // 3-4-5
  EXPECT_DOUBLE_EQ((PathAttenuation{0.5, 0, 0, 0}.total_dB()), 0.5);
  EXPECT_EQ(PathAttenuation{}.total_dB(), 0.0);
}

TEST(PathAttenuationTest, AgreesWithTheCheckValues) {
  const auto rows = read_check_values("itu/ITURP618-13_A_total.csv");
  if (rows.empty()) GTEST_SKIP() << "no check values in ../shared/data";
  ASSERT_EQ(rows.size(), 64U);
  for (const CheckRow& row : rows) {
    const PathAttenuation path{row.at("A_gas_1"), row.at("A_clouds_1"), row.at("A_rain"),
                               row.at("A_scin")};
    EXPECT_NEAR(path.total_dB(), row.at("A_total"), 2e-8);
  }
}

}  // namespace
}  // namespace orbitmesh
