#include "mesh/phy/street_canyon.h"

#include <gtest/gtest.h>

#include "core/units.h"

namespace orbitmesh {
namespace {

constexpr StreetCanyon kStreet{20, 21.5, 1.5};

double mask_deg(double azimuth_deg, double heading_deg) {
  return street_canyon_mask_rad(kStreet, azimuth_deg * kDegree, heading_deg * kDegree) / kDegree;
}

TEST(StreetCanyonTest, IsHighestAcrossTheStreetAndOpenAlongIt) {
  // Facades 20 m above the antenna, 10 m away: atan 2.
  EXPECT_NEAR(mask_deg(90, 0), 63.434949, 1e-6);
  EXPECT_NEAR(mask_deg(270, 0), 63.434949, 1e-6);
  EXPECT_NEAR(mask_deg(0, 0), 0, 1e-6);
  EXPECT_NEAR(mask_deg(180, 0), 0, 1e-6);
  // At 30 deg from the street the facade is 20 m away: atan 1.
  EXPECT_NEAR(mask_deg(30, 0), 45, 1e-6);
}

TEST(StreetCanyonTest, TurnsWithTheHeading) {
  for (double heading = 0; heading < 360; heading += 37) {
    EXPECT_NEAR(mask_deg(heading + 30, heading), 45, 1e-6);
    EXPECT_NEAR(mask_deg(heading - 90, heading), 63.434949, 1e-6);
  }
}

TEST(StreetCanyonTest, LowHousesMaskNothing) {
  EXPECT_EQ(street_canyon_mask_rad({20, 1.0, 1.5}, 1.0, 0.0), 0.0);
}

}  // namespace
}  // namespace orbitmesh
