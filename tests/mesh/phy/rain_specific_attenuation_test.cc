#include "mesh/phy/rain_specific_attenuation.h"

#include <gtest/gtest.h>

#include "tests/mesh/phy/check_values.h"

namespace orbitmesh {
namespace {

constexpr double kHorizontal_rad = 0;
constexpr double kVertical_rad = kPi / 2;

TEST(RainPowerLawTest, HasTheCoefficientsOfTheRecommendation) {
  struct Row {
    double ghz, k_h, alpha_h, k_v, alpha_v;
  };
  // Rec. ITU-R P.838-3, table 5.
  const Row rows[] = {{10, 0.01217, 1.2571, 0.01129, 1.2156},
                      {20, 0.09164, 1.0568, 0.09611, 0.9847},
                      {30, 0.2403, 0.9485, 0.2291, 0.9129},
                      {100, 1.3671, 0.6815, 1.3680, 0.6765}};
  for (const Row& row : rows) {
    const RainPowerLaw h = rain_power_law({gigahertz(row.ghz), kHorizontal_rad}, 0);
    const RainPowerLaw v = rain_power_law({gigahertz(row.ghz), kVertical_rad}, 0);
    EXPECT_NEAR(h.k, row.k_h, 5e-4 * row.k_h) << row.ghz;
    EXPECT_NEAR(h.alpha, row.alpha_h, 6e-5) << row.ghz;
    EXPECT_NEAR(v.k, row.k_v, 5e-4 * row.k_v) << row.ghz;
    EXPECT_NEAR(v.alpha, row.alpha_v, 6e-5) << row.ghz;
  }
}

TEST(RainPowerLawTest, CircularPolarisationLiesBetweenTheLinearOnes) {
  const double elevation_rad = 40 * kDegree;
  const double h = rain_power_law({gigahertz(20), kHorizontal_rad}, elevation_rad).k;
  const double c = rain_power_law({gigahertz(20)}, elevation_rad).k;
  const double v = rain_power_law({gigahertz(20), kVertical_rad}, elevation_rad).k;
  EXPECT_LT(h, c);
  EXPECT_LT(c, v);
}

TEST(RainSpecificAttenuationTest, NoRainNoAttenuation) {
  EXPECT_EQ(rain_specific_attenuation_dB_km(rain_power_law({gigahertz(20)}, 1.0), {0}), 0.0);
}

TEST(RainSpecificAttenuationTest, AgreesWithTheCheckValues) {
  const auto rows = read_check_values("itu/ITURP838-3_rain_specific_attenuation.csv");
  if (rows.empty()) GTEST_SKIP() << "no check values in ../shared/data";
  ASSERT_EQ(rows.size(), 64U);
  for (const CheckRow& row : rows) {
    const Carrier carrier{gigahertz(row.at("f")), row.at("tau") * kDegree};
    const RainPowerLaw law = rain_power_law(carrier, row.at("el") * kDegree);
    EXPECT_NEAR(law.k, row.at("k"), 6e-9);
    EXPECT_NEAR(law.alpha, row.at("alpha"), 6e-9);
    EXPECT_NEAR(rain_specific_attenuation_dB_km(law, millimetres_per_hour(row.at("R"))),
                row.at("gamma_r"), 6e-9);
  }
}

}  // namespace
}  // namespace orbitmesh
