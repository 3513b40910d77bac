#include "nodes/effect_rates.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/units.h"
#include "inference/profile_library.h"
#include "orbit/earth.h"

namespace orbitmesh {
namespace {

const Epoch kNow = parse_epoch("2026-06-01T00:00:00Z");

CircularOrbit at_550km(double inclination_deg) {
  return {kEarthEquatorialRadius_m + 550e3, inclination_deg * kDegree};
}

/// Mean rates of one kind over an orbit [1/yr].
double per_year(const DeviceProfile& device, FaultKind kind, const GridLanes& rates) {
  double sum = 0;
  for (std::size_t e = 0; e < device.effects.size(); ++e) {
    if (device.effects[e].kind == kind) sum += rates.at[e] * kYear_s;
  }
  return sum;
}

struct Predicted {
  const char* device;
  FaultKind kind;
  double inclination_deg;
  double shield_mm;
  double per_year;
};

class PredictedRate : public ::testing::TestWithParam<Predicted> {};

TEST_P(PredictedRate, AtSolarMinimumAndSolarQuiet) {
  const Predicted& expected = GetParam();
  const ProfileLibrary library = ProfileLibrary::built_in();
  const DeviceProfile& device = *library.find_device(expected.device);
  const SpaceEnvironment environment(kNow, {});
  const EffectRates rates(environment, device, AluminiumShield(expected.shield_mm * 1e-3));
  const double rate =
      per_year(device, expected.kind, rates.orbit_mean(at_550km(expected.inclination_deg)));
  RecordProperty("model", std::to_string(rate));
  EXPECT_NEAR(rate, expected.per_year, 0.05 * expected.per_year);
}

// Predictions of the literature search behind this project, independent of this code.
INSTANTIATE_TEST_SUITE_P(
    At550km, PredictedRate,
    ::testing::Values(Predicted{"tpu-v6e", FaultKind::kSdc, 53, 2.54, 11.0},
                      Predicted{"tpu-v6e", FaultKind::kSdc, 53, 10, 8.7},
                      Predicted{"tpu-v6e", FaultKind::kSdc, 97.6, 2.54, 7.7},
                      Predicted{"tpu-v6e", FaultKind::kSdc, 97.6, 10, 6.2},
                      Predicted{"tpu-v6e", FaultKind::kDue, 53, 2.54, 4.2},
                      Predicted{"tpu-v6e", FaultKind::kDue, 53, 10, 3.4},
                      Predicted{"jetson-xavier-nx", FaultKind::kSefi, 53, 2.54, 7.4},
                      Predicted{"jetson-xavier-nx", FaultKind::kSefi, 53, 10, 5.9},
                      Predicted{"jetson-orin-nx", FaultKind::kSefi, 53, 2.54, 2.2},
                      Predicted{"jetson-orin-nx", FaultKind::kSefi, 53, 10, 1.8}));

class TpuRates : public ::testing::Test {
 protected:
  std::size_t number(std::string_view effect) const {
    std::size_t e = 0;
    while (tpu_.effects[e].name != effect) ++e;
    return e;
  }
  GridLanes at(const EffectRates& rates, GridPoint place, Time t = {}) const {
    GridLanes out;
    rates.at(&place, 1, t, &out);
    return out;
  }

  ProfileLibrary library_ = ProfileLibrary::built_in();
  const DeviceProfile& tpu_ = *library_.find_device("tpu-v6e");
  SpaceEnvironment quiet_{kNow, {}};
};

// Row R12 of ../shared/data/radiation/reference_cases.csv: 8.8 a year, by 150 rad and 17 rad each.
TEST_F(TpuRates, R12_OfItsMakersOrbit) {
  const CircularOrbit orbit{kEarthEquatorialRadius_m + 650e3, 98 * kDegree};
  const SpaceEnvironment active(kNow, {1, {}});
  const auto sdc_per_year = [&](const SpaceEnvironment& environment) {
    const EffectRates rates(environment, tpu_, AluminiumShield(10e-3));
    return rates.orbit_mean(orbit).at[number("core-sdc")] * kYear_s;
  };
  const double at_minimum = sdc_per_year(quiet_);
  const double at_maximum = sdc_per_year(active);
  RecordProperty("model", std::to_string(at_minimum) + " " + std::to_string(at_maximum));
  EXPECT_NEAR(at_minimum, 11.6, 0.05 * 11.6);
  EXPECT_NEAR(at_maximum, 9.0, 0.05 * 9.0);
}

TEST_F(TpuRates, OfTheHost) {
  const EffectRates rates(quiet_, tpu_, AluminiumShield(2.54e-3));
  const GridLanes mean = rates.orbit_mean(at_550km(53));
  const double host =
      (mean.at[number("host-cpu-sefi")] + mean.at[number("host-ram-sefi")]) * kYear_s;
  EXPECT_NEAR(host, 0.88, 0.05 * 0.88);
}

TEST_F(TpuRates, PeakInTheAnomalyAndContrast) {
  const EffectRates bare(quiet_, tpu_, AluminiumShield(0));
  double most = 0;
  GridPoint where;
  for (int lat = -60; lat <= 60; ++lat) {
    for (int lon = -180; lon < 180; ++lon) {
      const GridPoint place{static_cast<float>(lat), static_cast<float>(lon), 550};
      const double rate = at(bare, place).at[number("core-sdc")];
      if (rate > most) where = place;
      most = std::max(most, rate);
    }
  }
  EXPECT_NEAR(most, 2.1e-5, 0.1 * 2.1e-5);
  EXPECT_NEAR(where.lat_deg, -34, 2);
  EXPECT_NEAR(where.lon_deg, -53.9, 2);
  const double elsewhere = at(bare, {20, 150, 550}).at[number("core-sdc")];
  EXPECT_GT(elsewhere, 1e-10);
  EXPECT_LT(elsewhere, 1e-8);
  EXPECT_GE(bare.peak(550).at[number("core-sdc")], most);
}

TEST_F(TpuRates, OfTheWorstDayOfTheSun) {
  SolarParticleEvent event;
  event.rise = Duration::from_s(60);
  event.decay = Duration::from_s(1'000'000'000);  // steady
  const auto worst_day = [&](Magnetosphere state, double inclination_deg) {
    event.state = state;
    const SpaceEnvironment environment(kNow, {0, {event}});
    const EffectRates rates(environment, tpu_, AluminiumShield(2.54e-3));
    const auto places = orbit_places(at_550km(inclination_deg));
    std::vector<GridLanes> out(places.size());
    rates.at(places.data(), static_cast<int>(places.size()), Time{} + Duration::from_s(3600),
             out.data());
    double sum = 0;
    for (const GridLanes& lanes : out) sum += lanes.at[number("core-sdc")];
    return sum / static_cast<double>(out.size()) * kDay_s;
  };
  EXPECT_NEAR(worst_day(Magnetosphere::kQuiet, 97.6), 3.4, 0.34);
  EXPECT_NEAR(worst_day(Magnetosphere::kStormy, 97.6), 4.1, 0.41);
  EXPECT_NEAR(worst_day(Magnetosphere::kQuiet, 53), 0.21, 0.04);
  EXPECT_NEAR(worst_day(Magnetosphere::kStormy, 53), 0.78, 0.08);
}

TEST_F(TpuRates, HeavyIonsReachAnOpenSkyAlone) {
  const DeviceProfile& xavier = *library_.find_device("jetson-xavier-nx");
  const EffectRates rates(quiet_, xavier, AluminiumShield(2.54e-3));
  constexpr std::size_t kLatchUp = 1;
  const double pole = at(rates, {80, 0, 550}).at[kLatchUp];
  EXPECT_GT(pole, 0);
  EXPECT_LT(pole * kYear_s, 0.01);
  EXPECT_LT(at(rates, {0, 80, 550}).at[kLatchUp], 0.1 * pole);
}

}  // namespace
}  // namespace orbitmesh
