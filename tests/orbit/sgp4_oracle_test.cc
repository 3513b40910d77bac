#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "orbit/sgp4.h"
#include "tests/orbit/element_lines.h"

namespace orbitmesh {
namespace {

constexpr int kTimes = 20;

bool next_line(std::FILE* from, std::string& line) {
  char buffer[512];
  if (std::fgets(buffer, sizeof buffer, from) == nullptr) return false;
  line = buffer;
  line.erase(line.find_last_not_of('\n') + 1);
  return true;
}

/// Largest differences over all states of the oracle.
struct Comparison {
  int sets = 0;
  int positions = 0;
  double worst_km = 0.0;
  double worst_km_s = 0.0;
};

void compare_state(const Sgp4& sgp4, const std::string& line, Comparison& comparison) {
  const std::vector<double> n = numbers_of_line(line);
  ASSERT_GE(n.size(), 2U) << line;
  const Sgp4State state = sgp4.at_minutes(n[0]);
  ASSERT_EQ(static_cast<double>(state.error), n[1]) << line;
  if (state.error != Sgp4Error::kNone) return;
  ASSERT_EQ(n.size(), 8U) << line;
  const Vec3 r_km = {n[2], n[3], n[4]};
  const Vec3 v_km_s = {n[5], n[6], n[7]};
  ++comparison.positions;
  comparison.worst_km = std::max(comparison.worst_km, norm(1e-3 * state.r_teme_m - r_km));
  comparison.worst_km_s = std::max(comparison.worst_km_s, norm(1e-3 * state.v_teme_m_s - v_km_s));
}

/// Reads the output of sgp4_oracle.py.
void compare_all(std::FILE* oracle, Comparison& comparison) {
  std::string line1;
  std::string line2;
  std::string state;
  while (next_line(oracle, line1)) {
    ASSERT_TRUE(next_line(oracle, line2));
    const Sgp4 sgp4(element_set_of_lines(line1, line2));
    for (int i = 0; i < kTimes; ++i) {
      ASSERT_TRUE(next_line(oracle, state));
      ASSERT_NO_FATAL_FAILURE(compare_state(sgp4, state, comparison)) << line1;
    }
    ++comparison.sets;
  }
}

TEST(Sgp4Oracle, StarlinkStatesAreThoseOfPythonSgp4) {
  const std::string folder = ORBITMESH_SOURCE_DIR "/";
  const std::string data = folder + "../shared/data/tle/starlink_2026-05-21.tle.xz";
  if (!std::ifstream(data)) GTEST_SKIP() << "no shared data beside the checkout";
  if (std::system("/usr/bin/python3 -c 'import sgp4.api' 2>/dev/null") != 0) {
    GTEST_SKIP() << "python3-sgp4 is not installed";
  }
  const std::string command = "/usr/bin/python3 '" + folder + "tests/orbit/sgp4_oracle.py' '" +
                              data + "' " + std::to_string(kTimes);
  std::FILE* const oracle = popen(command.c_str(), "r");
  ASSERT_NE(oracle, nullptr);
  Comparison comparison;
  compare_all(oracle, comparison);
  ASSERT_EQ(pclose(oracle), 0);
  EXPECT_EQ(comparison.sets, 10'359);
  EXPECT_GT(comparison.positions, 10'359 * kTimes * 9 / 10);
  EXPECT_LT(comparison.worst_km, 1e-6);
  EXPECT_LT(comparison.worst_km_s, 1e-9);
  RecordProperty("worst_km", std::to_string(comparison.worst_km * 1e9) + "e-9");
  RecordProperty("worst_km_s", std::to_string(comparison.worst_km_s * 1e12) + "e-12");
}

}  // namespace
}  // namespace orbitmesh
