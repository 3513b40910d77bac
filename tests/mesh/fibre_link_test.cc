#include "mesh/fibre_link.h"

#include <gtest/gtest.h>

#include "core/units.h"

namespace orbitmesh {
namespace {

Geodetic place(double lat_deg, double lon_deg) { return {lat_deg * kDegree, lon_deg * kDegree, 0}; }

TEST(FibreLinkTest, AQuarterOfTheEquatorByHand) {
  // 6371.0088 km x pi / 2 = 10,007.557 km; x 1.5 / (2/3 x 299,792.458 km/s) = 75.1085 ms.
  EXPECT_NEAR(fibre_delay(place(0, 0), place(0, 90)).milliseconds(), 75.1085, 0.0005);
}

TEST(FibreLinkTest, PerthToAustinByHand) {
  // Haversine over 6371.0088 km: 16,834.65 km apart, so 126.347 ms of fibre each way.
  const Duration delay = fibre_delay(place(-31.95, 115.86), place(30.22, -97.61));
  EXPECT_NEAR(delay.milliseconds(), 126.347, 0.001);
}

TEST(FibreLinkTest, IsSymmetricAndZeroOnTheSpot) {
  EXPECT_EQ(fibre_delay(place(10, 20), place(-30, 170)),
            fibre_delay(place(-30, 170), place(10, 20)));
  EXPECT_EQ(fibre_delay(place(10, 20), place(10, 20)), Duration{});
}

}  // namespace
}  // namespace orbitmesh
