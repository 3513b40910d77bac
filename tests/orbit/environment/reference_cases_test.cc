// Rows of ../shared/data/radiation/reference_cases.csv that the environment covers; the table is
// in docs/validation.md.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "orbit/environment/galactic_protons.h"
#include "orbit/environment/geomagnetic_cutoff.h"
#include "orbit/environment/ionizing_dose.h"
#include "orbit/environment/solar_particle_event.h"
#include "orbit/environment/trapped_protons.h"
#include "tests/orbit/environment/orbit_means.h"

namespace orbitmesh {
namespace {

constexpr CircularOrbit kSpenvisOrbit = {7196e3, 98.8 * kDegree};

float flux(const TrappedProtons& protons, GridPoint place, std::size_t energy) {
  GridLanes fluxes;
  protons.grid().sample(place, fluxes);
  return fluxes.at[energy];
}

TEST(ReferenceCase, R03_TrappedProtonsAt825km) {
  const TrappedProtons protons(0);
  constexpr std::array<double, 5> kSpenvis = {190.21, 140.92, 116.63, 71.276, 25.874};
  for (std::size_t e = 0; e < kSpenvis.size(); ++e) {
    const double mean =
        orbit_mean(kSpenvisOrbit, [&](GridPoint place) { return flux(protons, place, e); });
    EXPECT_NEAR(mean, kSpenvis[e], 0.02 * kSpenvis[e]);
    RecordProperty("model_" + std::to_string(e), std::to_string(mean));
  }
}

TEST(ReferenceCase, R04_PeakAndTimeInTheBeltAt825km) {
  const TrappedProtons protons(0);
  float peak_30 = 0;
  float peak_100 = 0;
  const double share = orbit_mean(kSpenvisOrbit, [&](GridPoint place) {
    const float above_30 = flux(protons, place, 1);
    peak_30 = std::max(peak_30, above_30);
    peak_100 = std::max(peak_100, flux(protons, place, 3));
    return above_30 > 1 ? 1.0 : 0.0;
  });
  EXPECT_NEAR(peak_30, 6271.2, 0.03 * 6271.2);
  EXPECT_NEAR(peak_100, 2882.0, 0.03 * 2882.0);
  EXPECT_NEAR(share, 0.1269, 0.03 * 0.1269);
  RecordProperty("model", std::to_string(peak_30) + " " + std::to_string(peak_100) + " " +
                              std::to_string(share));
}

TEST(ReferenceCase, R05_WorstDayProtons) {
  const WorstDayProtons protons;
  EXPECT_NEAR(protons.above(10) * 1e-4, 1.134e4, 1e-9 * 1.134e4);
  // The table has no row at 30 MeV.
  EXPECT_NEAR(protons.above(30) * 1e-4, 2.13e3, 0.02 * 2.13e3);
  EXPECT_NEAR(protons.above(100) * 1e-4, 145.0, 1e-9 * 145.0);
}

double exposure(const GeomagneticCutoff& cutoff, double energy_MeV) {
  const auto rigidity_GV = static_cast<float>(proton_rigidity_GV(energy_MeV));
  return orbit_mean(kSpenvisOrbit, [&](GridPoint place) {
    const bool reached = cutoff.rigidity_GV(place, Magnetosphere::kQuiet) <= rigidity_GV;
    return reached ? unshadowed_share(place.height_km) : 0.0F;
  });
}

TEST(ReferenceCase, R06_ExposureBelow160MeV) {
  const double share = exposure(GeomagneticCutoff(), 100);
  EXPECT_NEAR(share, 0.2138, 0.02 * 0.2138);
  RecordProperty("model", std::to_string(share));
}

TEST(ReferenceCase, R07_GalacticProtonsAt825km) {
  const GeomagneticCutoff cutoff;
  double sum = 0;
  constexpr double kStep = 1.06;
  for (double low = 10; low < 1e5; low *= kStep) {
    const double middle = 0.5 * low * (1 + kStep);
    sum += galactic_proton_flux(middle, gcr_w(0)) * exposure(cutoff, middle) * low * (kStep - 1);
  }
  EXPECT_NEAR(sum, 1227, 0.03 * 1227);
  RecordProperty("model", std::to_string(sum));
}

TEST(ReferenceCase, R08_GalacticProtonsAtOneAndTenGeV) {
  const GeomagneticCutoff cutoff;
  const double at_1_GeV = galactic_proton_flux(1e3, gcr_w(0)) * exposure(cutoff, 1e3);
  const double at_10_GeV = galactic_proton_flux(1e4, gcr_w(0)) * exposure(cutoff, 1e4);
  EXPECT_NEAR(at_1_GeV, 0.3607, 0.1 * 0.3607);
  EXPECT_NEAR(at_10_GeV, 0.01491, 0.1 * 0.01491);
  RecordProperty("model", std::to_string(at_1_GeV) + " " + std::to_string(at_10_GeV));
}

TEST(ReferenceCase, R09_R10_Dose) {
  const TrappedProtons protons(0);
  const IonizingDose dose(protons);
  EXPECT_NEAR(5 * dose.table_rad_per_year(55, 10), 764.84, 1e-6);
  EXPECT_NEAR(5 * dose.table_rad_per_year(95, 10), 560.28, 1e-6);
  EXPECT_NEAR(5 * dose.table_rad_per_year(95, 2.5), 7080.4, 1e-6);
}

TEST(ReferenceCase, R16_DriftOfTheAnomaly) {
  const Epoch now = parse_epoch("2026-01-01T00:00:00Z");
  EXPECT_NEAR(TrappedProtons(0).drift_deg(now), 0.3 * (2026 - 1960), 1e-3);
}

TEST(ReferenceCase, R17_R18_TrappedProtonsAt550km) {
  const auto mean = [](double activity, double inclination_deg) {
    const TrappedProtons protons(activity);
    return orbit_mean(orbit_at(550, inclination_deg),
                      [&](GridPoint place) { return flux(protons, place, 1); });
  };
  EXPECT_NEAR(mean(0, 53), 46.6, 0.02 * 46.6);
  EXPECT_NEAR(mean(1, 53), 32.8, 0.02 * 32.8);
  EXPECT_NEAR(mean(0, 97.6), 32.6, 0.02 * 32.6);
  EXPECT_NEAR(mean(1, 97.6), 23.0, 0.02 * 23.0);
}

TEST(ReferenceCase, R19_PeakOfTheAnomalyAt550km) {
  const TrappedProtons protons(0);
  float most = 0;
  GridPoint where;
  for (int lat = -90; lat <= 90; lat += 2) {
    for (int lon = -180; lon < 180; lon += 2) {
      const GridPoint place{static_cast<float>(lat), static_cast<float>(lon), 550};
      const float here = flux(protons, place, 1);
      if (here > most) where = place;
      most = std::max(most, here);
    }
  }
  EXPECT_NEAR(most, 2820, 0.03 * 2820);
  EXPECT_EQ(where.lat_deg, -34);
  EXPECT_EQ(where.lon_deg, -34);
}

}  // namespace
}  // namespace orbitmesh
