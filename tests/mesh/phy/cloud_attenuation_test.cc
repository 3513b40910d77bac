#include "mesh/phy/cloud_attenuation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <utility>

#include "mesh/phy/radio_units.h"
#include "tests/mesh/phy/check_values.h"

namespace orbitmesh {
namespace {

TEST(CloudAttenuationTest, IsNearlyQuadraticWhereDropletsAreSmall) {
  const double k5 = cloud_liquid_coefficient(gigahertz(5), 273.15);
  const double k10 = cloud_liquid_coefficient(gigahertz(10), 273.15);
  EXPECT_NEAR(k10 / k5, 4.0, 0.1);
}

TEST(CloudAttenuationTest, ColdWaterAbsorbsMoreBelowItsRelaxation) {
  EXPECT_GT(cloud_liquid_coefficient(gigahertz(20), 263.15),
            cloud_liquid_coefficient(gigahertz(20), 293.15));
}

TEST(CloudAttenuationTest, GrowsWithTheColumnAndThePath) {
  const double zenith_dB = cloud_attenuation_dB(gigahertz(29), 0.5, kPi / 2);
  EXPECT_NEAR(cloud_attenuation_dB(gigahertz(29), 1.0, kPi / 2), 2 * zenith_dB, 1e-12);
  EXPECT_NEAR(cloud_attenuation_dB(gigahertz(29), 0.5, kPi / 6), 2 * zenith_dB, 1e-12);
  EXPECT_EQ(cloud_attenuation_dB(gigahertz(29), 0.0, kPi / 6), 0.0);
}

// The map of columns is not at hand, so a row at 14.25 GHz gives the column of its place and
// percentage, and the row at 29 GHz is what the model must then give.
TEST(CloudAttenuationTest, ScalesBetweenFrequenciesAsTheCheckValuesDo) {
  const auto rows = read_check_values("itu/ITURP840-8_cloud_attenuation.csv");
  if (rows.empty()) GTEST_SKIP() << "no check values in ../shared/data";
  std::map<std::pair<double, double>, double> column_kg_m2;
  int compared = 0;
  for (const CheckRow& row : rows) {
    const Frequency f = gigahertz(row.at("f"));
    const double elevation_rad = row.at("el") * kDegree;
    const std::pair key{row.at("lat"), row.at("p")};
    if (row.at("f") < 20) {
      column_kg_m2[key] = row.at("Ac") / cloud_attenuation_dB(f, 1.0, elevation_rad);
      continue;
    }
    EXPECT_NEAR(cloud_attenuation_dB(f, column_kg_m2.at(key), elevation_rad), row.at("Ac"), 5e-8);
    EXPECT_GT(column_kg_m2.at(key), 0.2);
    EXPECT_LT(column_kg_m2.at(key), 6.0);
    ++compared;
  }
  EXPECT_EQ(compared, 32);
}

}  // namespace
}  // namespace orbitmesh
