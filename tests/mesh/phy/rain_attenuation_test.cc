#include "mesh/phy/rain_attenuation.h"

#include <gtest/gtest.h>

#include <cmath>

#include "mesh/phy/rain_height.h"
#include "tests/mesh/phy/check_values.h"

namespace orbitmesh {
namespace {

constexpr double kRainHeight_m = 3000;

RainPath temperate(double elevation_deg) {
  return {45 * kDegree, elevation_deg * kDegree, 0, kRainHeight_m};
}

double r001_attenuation_dB(const RainPath& path, double ghz, double mm_h) {
  return exceeded_rain_attenuation_dB(path, {gigahertz(ghz)}, millimetres_per_hour(mm_h), 0.01);
}

double now_dB(const RainPath& path, double ghz, double mm_h) {
  return rain_attenuation_dB(path, {gigahertz(ghz)}, millimetres_per_hour(mm_h));
}

TEST(SlantLengthTest, IsTheRiseOverTheSine) {
  EXPECT_NEAR(slant_length_below_rain_m(temperate(90)), 3000, 1e-6);
  EXPECT_NEAR(slant_length_below_rain_m(temperate(30)), 6000, 1e-6);
}

TEST(SlantLengthTest, FollowsTheCurvedEarthNearTheHorizon) {
  // 2 x 3 km / sqrt(2 x 3 km / 8500 km) at 0 deg.
  EXPECT_NEAR(slant_length_below_rain_m(temperate(1e-9)), 225'832, 1);
  EXPECT_LT(slant_length_below_rain_m(temperate(4)), 3000 / std::sin(4 * kDegree));
}

TEST(RainAttenuationTest, AStationAboveTheRainHasNone) {
  RainPath path = temperate(30);
  path.station_height_m = 3500;
  EXPECT_EQ(slant_length_below_rain_m(path), 0.0);
  EXPECT_EQ(r001_attenuation_dB(path, 30, 50), 0.0);
  EXPECT_EQ(now_dB(path, 30, 50), 0.0);
}

TEST(RainAttenuationTest, DryAirHasNone) {
  EXPECT_EQ(r001_attenuation_dB(temperate(30), 30, 0), 0.0);
  EXPECT_EQ(now_dB(temperate(30), 30, 0), 0.0);
}

TEST(ExceededRainAttenuationTest, AgreesWithTheCheckValues) {
  const auto rows = read_check_values("itu/ITURP618-13_A_rain.csv");
  if (rows.empty()) GTEST_SKIP() << "no check values in ../shared/data";
  ASSERT_EQ(rows.size(), 64U);
  for (const CheckRow& row : rows) {
    const double elevation_rad = row.at("el") * kDegree;
    RainPath path{row.at("lat") * kDegree, elevation_rad, row.at("hs") * 1e3, 0};
    path.rain_height_m = path.station_height_m + row.at("Ls") * 1e3 * std::sin(elevation_rad);
    const double a_dB =
        exceeded_rain_attenuation_dB(path, {gigahertz(row.at("f")), row.at("tau") * kDegree},
                                     millimetres_per_hour(row.at("R001")), row.at("p"));
    EXPECT_NEAR(a_dB, row.at("A_rain"), 1e-9 * row.at("A_rain"));
  }
}

TEST(ExceededRainAttenuationTest, RarerIsMore) {
  double before_dB = 0;
  for (const double percent : {5.0, 1.0, 0.1, 0.01, 0.001}) {
    const double a_dB = exceeded_rain_attenuation_dB(temperate(30), {gigahertz(20)},
                                                     millimetres_per_hour(35), percent);
    EXPECT_GT(a_dB, before_dB) << percent;
    before_dB = a_dB;
  }
}

TEST(RainAttenuationNowTest, IsA001WhenItRainsAtR001) {
  EXPECT_NEAR(now_dB(temperate(40), 29, 34), r001_attenuation_dB(temperate(40), 29, 34), 1e-9);
  EXPECT_NEAR(now_dB(temperate(40), 14, 34), r001_attenuation_dB(temperate(40), 14, 34), 1e-9);
}

TEST(RainAttenuationNowTest, LightRainFillsAtMostThePathBelowTheRainHeight) {
  const RainPowerLaw law = rain_power_law({gigahertz(29)}, 30 * kDegree);
  const double gamma = rain_specific_attenuation_dB_km(law, millimetres_per_hour(0.5));
  EXPECT_NEAR(now_dB(temperate(30), 29, 0.5), gamma * 6.0, 1e-9);
}

TEST(RainAttenuationNowTest, GrowsWithTheRain) {
  for (const double ghz : {12.0, 20.0, 30.0, 73.0}) {
    for (const double elevation_deg : {25.0, 50.0, 90.0}) {
      double before_dB = 0;
      for (double mm_h = 0.1; mm_h < 200; mm_h *= 1.2) {
        const double a_dB = now_dB(temperate(elevation_deg), ghz, mm_h);
        EXPECT_GT(a_dB, before_dB) << ghz << ' ' << elevation_deg << ' ' << mm_h;
        before_dB = a_dB;
      }
    }
  }
}

TEST(RainAttenuationNowTest, KaSuffersAndKuEndures) {
  // What is told of bent pipes: at 10 mm/h the gateway at Ka loses 6.4 dB, and the user link
  // at Ku less than 3 dB up to 20 mm/h. Here for 52 deg N and the usual serving elevation.
  const double lat_rad = 52 * kDegree;
  const RainPath path{lat_rad, 55 * kDegree, 60, default_rain_height_m(lat_rad)};
  EXPECT_NEAR(now_dB(path, 29, 10), 6.4, 0.3);
  EXPECT_LT(now_dB(path, 12, 20), 3.0);
}

}  // namespace
}  // namespace orbitmesh
