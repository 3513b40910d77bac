#include "mesh/phy/rain_height.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/units.h"
#include "tests/mesh/phy/check_values.h"

namespace orbitmesh {
namespace {

double at_km(double lat_deg) { return default_rain_height_m(lat_deg * kDegree) * 1e-3; }

TEST(RainHeightTest, Is360MetresAboveTheIsotherm) {
  const auto rows = read_check_values("itu/ITURP839-4_rain_height.csv");
  if (rows.empty()) GTEST_SKIP() << "no check values in ../shared/data";
  ASSERT_EQ(rows.size(), 8U);
  for (const CheckRow& row : rows) {
    EXPECT_NEAR(rain_height_above_isotherm_m(row.at("h0") * 1e3), row.at("hr") * 1e3, 1e-5);
  }
}

TEST(DefaultRainHeightTest, FallsFromTheTropicsToThePoles) {
  EXPECT_DOUBLE_EQ(at_km(0), 5.0);
  EXPECT_DOUBLE_EQ(at_km(-21), 5.0);
  EXPECT_NEAR(at_km(53), 2.75, 1e-9);
  EXPECT_NEAR(at_km(-46), 2.5, 1e-9);
  EXPECT_EQ(at_km(-75), 0.0);
  EXPECT_EQ(at_km(90), 0.0);
}

TEST(DefaultRainHeightTest, StaysWithin700MetresOfTheMapOnAverage) {
  const auto rows = read_check_values("itu/ITURP839-4_rain_height.csv");
  if (rows.empty()) GTEST_SKIP() << "no check values in ../shared/data";
  double sum_km = 0;
  for (const CheckRow& row : rows) sum_km += std::fabs(at_km(row.at("lat")) - row.at("hr"));
  EXPECT_LT(sum_km / static_cast<double>(rows.size()), 0.7);
}

}  // namespace
}  // namespace orbitmesh
