#include "core/units.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

TEST(BitRate, SerialisationTakesTheBitsOverTheRate) {
  EXPECT_EQ((BitRate{1'000'000}.serialisation(Bytes{1500})), Duration::from_ms(12));
  EXPECT_EQ((BitRate{100'000'000'000}.serialisation(Bytes{1500})), Duration::from_ns(120));
  EXPECT_EQ((BitRate{1}.serialisation(Bytes{0})), Duration());
}

TEST(BitRate, SerialisationRoundsUp) {
  EXPECT_EQ((BitRate{3'000'000'000}.serialisation(Bytes{1})), Duration::from_ns(3));  // 2.67 ns
}

TEST(BitRate, SerialisationHoldsUpToItsLimit) {
  EXPECT_EQ((BitRate{8'000'000'000}.serialisation(Bytes{1'099'999'999})),
            Duration::from_ns(1'099'999'999));
}

TEST(Units, AreSi) {
  EXPECT_EQ(kilometres(550).si, 550'000.0);
  EXPECT_EQ(degrees(180).si, kPi);
  EXPECT_LT(degrees(1), degrees(2));
}

TEST(Bytes, AddAndSubtract) {
  EXPECT_EQ(Bytes{3} + Bytes{4}, Bytes{7});
  EXPECT_EQ(Bytes{3} - Bytes{4}, Bytes{-1});
}

}  // namespace
}  // namespace orbitmesh
