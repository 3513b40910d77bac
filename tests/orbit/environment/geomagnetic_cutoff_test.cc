#include "orbit/environment/geomagnetic_cutoff.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

constexpr auto kQuiet = Magnetosphere::kQuiet;
constexpr auto kStormy = Magnetosphere::kStormy;

TEST(GeomagneticCutoff, FallsWithTheSquareOfLAndIsOpenAboveFivePointOne) {
  EXPECT_FLOAT_EQ(GeomagneticCutoff::rigidity_of_l_GV(1, kQuiet), 14.9F);
  EXPECT_FLOAT_EQ(GeomagneticCutoff::rigidity_of_l_GV(2, kQuiet), 3.725F);
  EXPECT_NEAR(GeomagneticCutoff::rigidity_of_l_GV(5.09F, kQuiet), 0.575, 1e-3);
  EXPECT_EQ(GeomagneticCutoff::rigidity_of_l_GV(5.11F, kQuiet), 0);
}

TEST(GeomagneticCutoff, AStormMovesTheInvariantLatitudeByFiveDegrees) {
  // L = 4 is 60 deg, and 65 deg is L = 5.6; L = 2 is 45 deg, and 50 deg is L = 2.42.
  EXPECT_EQ(GeomagneticCutoff::rigidity_of_l_GV(4, kStormy), 0);
  EXPECT_NEAR(GeomagneticCutoff::rigidity_of_l_GV(2, kStormy), 14.9 * 0.17072, 0.01);
  EXPECT_EQ(GeomagneticCutoff::rigidity_of_l_GV(60, kStormy), 0);
  EXPECT_NEAR(GeomagneticCutoff::rigidity_of_l_GV(0.98F, kStormy), 14.9 * 0.98484, 0.02);
}

TEST(GeomagneticCutoff, LIsSmallAtTheMagneticEquatorAndGrowsWithHeight) {
  const GeomagneticCutoff cutoff;
  EXPECT_NEAR(cutoff.l_shell({10, 80, 550}), 1, 0.02);
  EXPECT_GT(cutoff.l_shell({75, 0, 550}), 10);
  EXPECT_NEAR(cutoff.l_shell({10, 80, 1200}) / cutoff.l_shell({10, 80, 550}), 7571.0 / 6921.0,
              1e-6);
}

TEST(GeomagneticCutoff, TheEarthHidesAShareOfTheSky) {
  EXPECT_NEAR(unshadowed_share(550), 0.695, 5e-4);
  EXPECT_FLOAT_EQ(unshadowed_share(0), 0.5F);
}

TEST(ProtonRigidity, OfKnownEnergies) {
  EXPECT_NEAR(proton_rigidity_GV(1000), 1.696, 1e-3);
  EXPECT_NEAR(proton_energy_MeV(proton_rigidity_GV(160)), 160, 1e-9);
}

}  // namespace
}  // namespace orbitmesh
