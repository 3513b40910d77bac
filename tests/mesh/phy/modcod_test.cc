#include "mesh/phy/modcod.h"

#include <gtest/gtest.h>

#include <cmath>

namespace orbitmesh {
namespace {

TEST(ModcodTest, NoneWorksBelowTheMostRobust) {
  EXPECT_EQ(choose_modcod(-2.86), nullptr);
  ASSERT_NE(choose_modcod(-2.85), nullptr);
  EXPECT_EQ(choose_modcod(-2.85)->name, "QPSK 2/9");
}

TEST(ModcodTest, TakesTheOneThatCarriesMost) {
  EXPECT_EQ(choose_modcod(10)->name, "16APSK 13/18");
  EXPECT_EQ(choose_modcod(100)->name, "256APSK 3/4");
  // 8PSK 13/18 needs 7.49 dB, but 16APSK 3/5-L carries more at 7.41.
  EXPECT_EQ(choose_modcod(7.49)->name, "16APSK 3/5-L");
  // 128APSK 7/9 never wins: 256APSK 31/45-L carries more for less.
  EXPECT_EQ(choose_modcod(18.55)->name, "256APSK 31/45-L");
}

TEST(ModcodTest, EachKeepsTheShannonBound) {
  for (const Modcod& modcod : kDvbS2xModcods) {
    const double bound = std::log2(1 + std::pow(10, modcod.ideal_esn0_dB / 10));
    EXPECT_LT(modcod.bit_per_symbol, bound) << modcod.name;
    EXPECT_GT(modcod.bit_per_symbol, 0.7 * bound) << modcod.name;
  }
}

TEST(ModcodTest, MoreSignalNeverCarriesLess) {
  double before = 0;
  for (double esn0_dB = -2.85; esn0_dB < 22; esn0_dB += 0.01) {
    const double carried = choose_modcod(esn0_dB)->bit_per_symbol;
    EXPECT_GE(carried, before);
    before = carried;
  }
}

}  // namespace
}  // namespace orbitmesh
