#include "mesh/phy/ntn_environment.h"

#include <gtest/gtest.h>

#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "core/units.h"

namespace orbitmesh {
namespace {

constexpr NtnEnvironment kAll[] = {NtnEnvironment::kDenseUrban, NtnEnvironment::kUrban,
                                   NtnEnvironment::kSuburbanRural};

TEST(NtnEnvironmentTest, HigherSatellitesAreSeenMoreOften) {
  for (const NtnEnvironment environment : kAll) {
    double before = 0;
    for (double deg = 10; deg <= 90; deg += 1) {
      const double p = line_of_sight_probability(environment, deg * kDegree);
      EXPECT_GT(p, before);
      EXPECT_LT(p, 1);
      before = p;
    }
  }
}

TEST(NtnEnvironmentTest, GoesStraightBetweenRowsAndStaysConstantBelowTheFirst) {
  EXPECT_NEAR(line_of_sight_probability(NtnEnvironment::kUrban, 25 * kDegree), (0.386 + 0.493) / 2,
              1e-12);
  EXPECT_EQ(line_of_sight_probability(NtnEnvironment::kUrban, 0), 0.246);
  EXPECT_NEAR(ntn_shadowing(NtnEnvironment::kUrban, NtnBand::kKa, 15 * kDegree).clutter_loss_dB,
              (44.3 + 39.9) / 2, 1e-12);
}

NtnEnvironment environment_named(const std::string& name) {
  if (name == "dense_urban") return NtnEnvironment::kDenseUrban;
  return name == "urban" ? NtnEnvironment::kUrban : NtnEnvironment::kSuburbanRural;
}

TEST(NtnEnvironmentTest, HasThePublishedTables) {
  const std::filesystem::path folder = ORBITMESH_SHARED_DATA;
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no check values in ../shared/data";
  std::ifstream in(folder / "phy/tr38811_ntn_tables.csv");
  std::string line;
  std::getline(in, line);
  int rows = 0;
  while (std::getline(in, line)) {
    std::istringstream fields(line);
    std::string name;
    std::getline(fields, name, ',');
    const NtnEnvironment environment = environment_named(name);
    std::array<double, 8> v{};
    for (double& value : v) {
      std::string field;
      std::getline(fields, field, ',');
      std::from_chars(field.data(), field.data() + field.size(), value);
    }
    const double elevation_rad = v[0] * kDegree;
    EXPECT_NEAR(line_of_sight_probability(environment, elevation_rad), v[1], 1e-12) << line;
    const NtnShadowing s = ntn_shadowing(environment, NtnBand::kS, elevation_rad);
    EXPECT_NEAR(s.los_deviation_dB, v[2], 1e-12) << line;
    EXPECT_NEAR(s.nlos_deviation_dB, v[3], 1e-12) << line;
    EXPECT_NEAR(s.clutter_loss_dB, v[4], 1e-12) << line;
    const NtnShadowing ka = ntn_shadowing(environment, NtnBand::kKa, elevation_rad);
    EXPECT_NEAR(ka.los_deviation_dB, v[5], 1e-12) << line;
    EXPECT_NEAR(ka.nlos_deviation_dB, v[6], 1e-12) << line;
    EXPECT_NEAR(ka.clutter_loss_dB, v[7], 1e-12) << line;
    ++rows;
  }
  EXPECT_EQ(rows, 27);
}

}  // namespace
}  // namespace orbitmesh
