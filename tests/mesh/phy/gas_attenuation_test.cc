#include "mesh/phy/gas_attenuation.h"

#include <gtest/gtest.h>

#include <cmath>

#include "mesh/phy/radio_units.h"
#include "tests/mesh/phy/check_values.h"

namespace orbitmesh {
namespace {

double total_dB_km(double ghz) {
  const GasSpecificAttenuation gamma = gas_specific_attenuation(gigahertz(ghz), {});
  return gamma.oxygen_dB_km + gamma.vapour_dB_km;
}

TEST(GasSpecificAttenuationTest, PeaksAtTheLinesOfWaterAndOxygen) {
  EXPECT_NEAR(total_dB_km(60), 14.8, 0.1);
  EXPECT_GT(total_dB_km(22.235), total_dB_km(19));
  EXPECT_GT(total_dB_km(22.235), total_dB_km(26));
  EXPECT_GT(total_dB_km(118.75), 2 * total_dB_km(110));
  EXPECT_GT(total_dB_km(183.31), 10 * total_dB_km(160));
}

TEST(GasSpecificAttenuationTest, AgreesWithTheCheckValues) {
  const auto rows = read_check_values("itu/ITURP676-12_gamma.csv");
  if (rows.empty()) GTEST_SKIP() << "no check values in ../shared/data";
  ASSERT_EQ(rows.size(), 355U);
  for (const CheckRow& row : rows) {
    const GasSpecificAttenuation gamma =
        gas_specific_attenuation(gigahertz(row.at("f")), {row.at("P"), row.at("T"), row.at("rho")});
    EXPECT_NEAR(gamma.oxygen_dB_km, row.at("gamma0"), 1e-7 * row.at("gamma0")) << row.at("f");
    // At 1 GHz the table prints three digits of the vapour.
    const double tolerance = row.at("f") < 1.5 ? 5e-9 : 1e-8 + 3e-8 * row.at("gammaw");
    EXPECT_NEAR(gamma.vapour_dB_km, row.at("gammaw"), tolerance) << row.at("f");
  }
}

TEST(ZenithVapourAttenuationTest, AgreesWithTheCheckValues) {
  const auto rows = read_check_values("itu/ITURP676-12_zenith_attenuation.csv");
  if (rows.empty()) GTEST_SKIP() << "no check values in ../shared/data";
  ASSERT_EQ(rows.size(), 64U);
  for (const CheckRow& row : rows) {
    EXPECT_NEAR(
        zenith_vapour_attenuation_dB(gigahertz(row.at("f")), row.at("V_t"), row.at("h") * 1e3),
        row.at("Aw"), 1e-8);
  }
}

TEST(SlantGasAttenuationTest, AgreesWithTheCheckValues) {
  const auto rows = read_check_values("itu/ITURP676-12_A_gas.csv");
  if (rows.empty()) GTEST_SKIP() << "no check values in ../shared/data";
  ASSERT_EQ(rows.size(), 64U);
  for (const CheckRow& row : rows) {
    const Frequency f = gigahertz(row.at("f"));
    const double zenith_dB =
        zenith_oxygen_attenuation_dB(f, {row.at("P"), row.at("T"), row.at("rho")}) +
        zenith_vapour_attenuation_dB(f, row.at("V_t"), row.at("h") * 1e3);
    EXPECT_NEAR(zenith_dB / std::sin(row.at("el") * kDegree), row.at("A_gas"), 1e-8);
  }
}

TEST(ZenithGasAttenuationTest, TheSurfaceMethodAgreesWithTheColumnOfTheSameAir) {
  // The reference atmosphere's vapour falls by e every 2 km: 7.5 g/m3 make 15 kg/m2.
  for (const double ghz : {12.0, 18.0, 29.0}) {
    const Frequency f = gigahertz(ghz);
    const double surface_dB = zenith_vapour_attenuation_dB(f, SurfaceAir{});
    EXPECT_NEAR(surface_dB, zenith_vapour_attenuation_dB(f, 15.0, 0), 0.15 * surface_dB) << ghz;
  }
}

TEST(ZenithGasAttenuationTest, DryAirHasNoVapour) {
  SurfaceAir dry;
  dry.vapour_g_m3 = 0;
  EXPECT_EQ(zenith_vapour_attenuation_dB(gigahertz(22), dry), 0.0);
  EXPECT_EQ(zenith_vapour_attenuation_dB(gigahertz(22), 0.0, 0.0), 0.0);
  EXPECT_EQ(zenith_gas_attenuation_dB(gigahertz(22), dry),
            zenith_oxygen_attenuation_dB(gigahertz(22), dry));
}

}  // namespace
}  // namespace orbitmesh
