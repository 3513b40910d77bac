#include "mesh/phy/rain_process.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <vector>

#include "core/error.h"
#include "mesh/phy/radio_units.h"
#include "tests/mesh/phy/check_values.h"

namespace orbitmesh {
namespace {

constexpr std::int64_t kMinutesAYear = 525'600;

RainClimate rome() {
  RainClimate climate;
  climate.r001 = millimetres_per_hour(33.94);
  climate.rain_probability = 0.0527;
  return climate;
}

Time minute(std::int64_t n) { return Time{} + n * RainProcess::kStep; }

TEST(RainClimateTest, R001IsExceededForOneTenThousandth) {
  EXPECT_NEAR(rain_exceedance(rome(), rome().r001), 1e-4, 1e-13);
  EXPECT_EQ(rain_exceedance(rome(), {0}), 0.0527);
  EXPECT_LT(rain_exceedance(rome(), millimetres_per_hour(80)), 1e-5);
}

TEST(RainClimateTest, AgreesWithTheRatesOfTheRainMap) {
  const auto rates = read_check_values("itu/ITURP837-7_rainfall_rate.csv");
  const auto sites = read_check_values("itu/ITURP618-13_A_rain.csv");
  if (rates.empty()) GTEST_SKIP() << "no check values in ../shared/data";
  std::map<double, RainClimate> climates;
  for (const CheckRow& row : sites) {
    RainClimate& climate = climates[row.at("lat")];
    climate.r001 = millimetres_per_hour(row.at("R001"));
    climate.rain_probability = row.at("P0");
  }
  int compared = 0;
  for (const CheckRow& row : rates) {
    const auto climate = climates.find(row.at("lat"));
    if (climate == climates.end() || row.at("Rp") <= 0) continue;
    // The map adds twelve log-normal months, which a single one meets within a tenth of
    // a decade of probability.
    const double share = rain_exceedance(climate->second, millimetres_per_hour(row.at("Rp")));
    EXPECT_NEAR(std::log10(share * 100 / row.at("p")), 0, 0.1)
        << row.at("lat") << " p " << row.at("p");
    ++compared;
  }
  EXPECT_EQ(compared, 35);
}

TEST(RainProcessTest, ALongRunHasTheStationaryExceedances) {
  // Short rains that forget quickly, so that twenty years hold enough independent ones.
  RainClimate climate = rome();
  climate.mean_rain = Duration::from_s(300);
  climate.correlation = Duration::from_s(60);
  const std::vector<double> rates_mm_h = {0, 0.1, 1, 5, 15, 33.94};
  std::vector<std::int64_t> above(rates_mm_h.size());
  constexpr std::int64_t kMinutes = 20 * kMinutesAYear;
  RainProcess rain(climate, RngStream(1, "test.rain", 0));
  for (std::int64_t n = 0; n < kMinutes; ++n) {
    const double now_mm_h = to_mm_h(rain.at(minute(n)));
    for (std::size_t i = 0; i < above.size(); ++i) above[i] += now_mm_h > rates_mm_h[i];
  }
  for (std::size_t i = 0; i < above.size(); ++i) {
    const double expected = rain_exceedance(climate, millimetres_per_hour(rates_mm_h[i]));
    const double measured = static_cast<double>(above[i]) / static_cast<double>(kMinutes);
    const double deviation = std::sqrt(3 * expected / static_cast<double>(kMinutes));
    EXPECT_NEAR(measured, expected, 4 * deviation) << rates_mm_h[i] << " mm/h";
    EXPECT_LT(deviation, 0.06 * expected);
  }
}

TEST(RainProcessTest, ARainLastsAsLongAsGivenOnAverage) {
  RainClimate climate = rome();
  climate.mean_rain = Duration::from_s(1200);
  RainProcess rain(climate, RngStream(2, "test.rain", 0));
  std::int64_t wet = 0;
  std::int64_t rains = 0;
  bool before = false;
  for (std::int64_t n = 0; n < 4 * kMinutesAYear; ++n) {
    const bool now = rain.at(minute(n)).si > 0;
    wet += now;
    rains += now && !before;
    before = now;
  }
  EXPECT_NEAR(static_cast<double>(wet) / static_cast<double>(rains), 20, 0.8);
}

TEST(RainProcessTest, IsAFunctionOfTimeWhateverTheSampling) {
  RainProcess every_second(rome(), RngStream(5, "test.rain", 3));
  RainProcess at_random(rome(), RngStream(5, "test.rain", 3));
  std::vector<RainRate> seconds;
  for (int s = 0; s < 200'000; ++s) {
    seconds.push_back(every_second.at(Time{} + Duration::from_s(s)));
  }
  for (const int s : {199'999, 0, 100'000, 59, 60, 150'123, 7}) {
    EXPECT_EQ(at_random.at(Time{} + Duration::from_s(s)), seconds[static_cast<std::size_t>(s)]);
  }
}

TEST(RainProcessTest, SitesHaveTheirOwnRain) {
  RainProcess here(rome(), RngStream(5, "test.rain", 0));
  RainProcess there(rome(), RngStream(5, "test.rain", 1));
  int both = 0;
  int either = 0;
  for (std::int64_t n = 0; n < kMinutesAYear; ++n) {
    const bool h = here.at(minute(n)).si > 0;
    const bool t = there.at(minute(n)).si > 0;
    both += h && t;
    either += h || t;
  }
  EXPECT_GT(either, 0);
  EXPECT_LT(both, either / 5);
}

TEST(RainProcessTest, ADesertStaysDry) {
  RainProcess rain(RainClimate{}, RngStream(1, "test.rain", 0));
  for (std::int64_t n = 0; n < 10'000; ++n) ASSERT_EQ(rain.at(minute(n)).si, 0.0);
  EXPECT_EQ(rain_exceedance(RainClimate{}, millimetres_per_hour(1)), 0.0);
}

TEST(RainProcessTest, RefusesAnImpossibleClimate) {
  const auto with = [](double probability, int mean_rain_s) {
    RainClimate climate = rome();
    climate.rain_probability = probability;
    climate.mean_rain = Duration::from_s(mean_rain_s);
    return RainProcess(climate, RngStream(1, "test.rain", 0));
  };
  EXPECT_THROW(with(0.0001, 1800), InputError);
  EXPECT_THROW(with(1.0, 1800), InputError);
  EXPECT_THROW(with(0.05, 59), InputError);
  EXPECT_THROW(with(0.9, 60), InputError);
  EXPECT_NO_THROW(with(0.05, 60));
}

}  // namespace
}  // namespace orbitmesh
