#include "orbit/access/elevation_mask.h"

#include <gtest/gtest.h>

#include <limits>

#include "core/error.h"
#include "core/units.h"

namespace orbitmesh {
namespace {

ElevationMask::Point point(double azimuth_deg, double elevation_deg) {
  return {azimuth_deg * kDegree, elevation_deg * kDegree};
}

double at_deg(const ElevationMask& mask, double azimuth_deg) {
  return mask.at(azimuth_deg * kDegree) / kDegree;
}

TEST(ElevationMask, OfOneElevationIsTheSameAllAround) {
  const ElevationMask mask(25 * kDegree);
  for (const double azimuth_deg : {0.0, 90.0, 359.99}) EXPECT_EQ(at_deg(mask, azimuth_deg), 25);
  EXPECT_EQ(mask.lowest_rad(), 25 * kDegree);
}

TEST(ElevationMask, IsLinearBetweenPointsAndAcrossNorth) {
  const ElevationMask mask({point(30, 10), point(90, 40), point(330, 20)});
  EXPECT_NEAR(at_deg(mask, 30), 10, 1e-12);
  EXPECT_NEAR(at_deg(mask, 50), 20, 1e-12);
  EXPECT_NEAR(at_deg(mask, 90), 40, 1e-12);
  EXPECT_NEAR(at_deg(mask, 210), 30, 1e-12);
  EXPECT_NEAR(at_deg(mask, 330), 20, 1e-12);
  EXPECT_NEAR(at_deg(mask, 345), 17.5, 1e-12);
  EXPECT_NEAR(at_deg(mask, 0), 15, 1e-12);
  EXPECT_NEAR(at_deg(mask, 15), 12.5, 1e-12);
  EXPECT_NEAR(mask.lowest_rad() / kDegree, 10, 1e-12);
}

TEST(ElevationMask, RefusesWhatIsNoMask) {
  EXPECT_THROW(ElevationMask(91 * kDegree), InputError);
  EXPECT_THROW(ElevationMask(std::numeric_limits<double>::quiet_NaN()), InputError);
  EXPECT_THROW(ElevationMask(std::vector<ElevationMask::Point>{}), InputError);
  EXPECT_THROW(ElevationMask({point(0, 0), point(360, 0)}), InputError);
  EXPECT_THROW(ElevationMask({point(-1, 0)}), InputError);
  EXPECT_THROW(ElevationMask({point(20, 0), point(20, 5)}), InputError);
  EXPECT_THROW(ElevationMask({point(20, 0), point(10, 5)}), InputError);
  EXPECT_THROW(ElevationMask(std::vector<ElevationMask::Point>(3601)), InputError);
}

}  // namespace
}  // namespace orbitmesh
