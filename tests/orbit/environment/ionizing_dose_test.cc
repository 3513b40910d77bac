#include "orbit/environment/ionizing_dose.h"

#include <gtest/gtest.h>

#include "tests/orbit/environment/orbit_means.h"

namespace orbitmesh {
namespace {

class IonizingDoseTest : public testing::Test {
 protected:
  TrappedProtons protons_{0};
  IonizingDose dose_{protons_};

  double rad_per_year(double height_km, double inclination_deg, double shield_mm) const {
    return dose_.rad_per_year(orbit_at(height_km, inclination_deg),
                              AluminiumShield(shield_mm * 1e-3));
  }
};

TEST_F(IonizingDoseTest, IsTheTableAtItsOrbits) {
  EXPECT_NEAR(rad_per_year(550, 53, 10), 162, 2);
  EXPECT_NEAR(rad_per_year(550, 97.6, 10), 113, 2);
  EXPECT_NEAR(rad_per_year(550, 53, 2.5), 1200, 100);
}

TEST_F(IonizingDoseTest, FallsWithTheShieldAndRisesWithHeight) {
  EXPECT_GT(rad_per_year(550, 53, 4), rad_per_year(550, 53, 5));
  EXPECT_EQ(rad_per_year(550, 53, 20), rad_per_year(550, 53, 50));
  // J(>50 MeV) is 11.14 at 400 km and 51.6 deg, and 38.05 at 550 km and 53 deg.
  EXPECT_NEAR(rad_per_year(400, 53, 10) / rad_per_year(550, 53, 10), 11.14 / 38.05, 0.03);
}

TEST_F(IonizingDoseTest, EquatorialOrbitsBelowTheBeltHaveNoScale) {
  EXPECT_GT(rad_per_year(400, 0, 2), 0);
}

}  // namespace
}  // namespace orbitmesh
