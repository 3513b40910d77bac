#include "mesh/phy/scintillation.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "mesh/phy/radio_units.h"
#include "tests/mesh/phy/check_values.h"

namespace orbitmesh {
namespace {

double deviation_dB(double ghz, double elevation_deg, double diameter_m, double n_wet) {
  return scintillation_deviation_dB(gigahertz(ghz), elevation_deg * kDegree, {diameter_m, 0.65},
                                    n_wet);
}

TEST(ScintillationTest, GrowsTowardsTheHorizonWithFrequencyAndWithMoisture) {
  EXPECT_GT(deviation_dB(14, 10, 0.5, 60), deviation_dB(14, 40, 0.5, 60));
  EXPECT_GT(deviation_dB(29, 40, 0.5, 60), deviation_dB(14, 40, 0.5, 60));
  EXPECT_GT(deviation_dB(14, 40, 0.5, 130), deviation_dB(14, 40, 0.5, 20));
}

TEST(ScintillationTest, AWideApertureAveragesItAway) {
  EXPECT_LT(deviation_dB(14, 40, 5, 60), deviation_dB(14, 40, 0.5, 60));
  EXPECT_EQ(deviation_dB(14, 90, 40, 60), 0.0);
}

TEST(ScintillationTest, RareFadesAreDeeper) {
  EXPECT_GT(scintillation_fade_dB(0.1, 0.01), scintillation_fade_dB(0.1, 1));
  EXPECT_GT(scintillation_fade_dB(0.1, 1), scintillation_fade_dB(0.1, 50));
  EXPECT_NEAR(scintillation_fade_dB(0.1, 1), 0.3, 1e-12);  // a(1 %) = 3
}

// The table of rain attenuation has scintillation too, with frequencies cut at 20 GHz, and
// the wet refractivity that the table of totals leaves out.
TEST(ScintillationTest, AgreesWithTheCheckValues) {
  const auto rain = read_check_values("itu/ITURP618-13_A_rain.csv");
  const auto total = read_check_values("itu/ITURP618-13_A_total.csv");
  if (rain.empty()) GTEST_SKIP() << "no check values in ../shared/data";
  ASSERT_EQ(rain.size(), total.size());
  for (std::size_t i = 0; i < rain.size(); ++i) {
    const CheckRow& row = rain[i];
    ASSERT_EQ(row.at("lat"), total[i].at("lat"));
    ASSERT_EQ(row.at("f"), total[i].at("f"));
    const Aperture aperture{row.at("D"), row.at("eta")};
    const auto fade_dB = [&](double ghz) {
      return scintillation_fade_dB(
          scintillation_deviation_dB(gigahertz(ghz), row.at("el") * kDegree, aperture,
                                     row.at("N_wet")),
          row.at("p"));
    };
    EXPECT_NEAR(fade_dB(row.at("f")), total[i].at("A_scin"), 1e-8);
    EXPECT_NEAR(fade_dB(std::min(20.0, row.at("f"))), row.at("A_scin"), 1e-8);
  }
}

}  // namespace
}  // namespace orbitmesh
