#include "orbit/environment/aluminium_shield.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

TEST(AluminiumShield, StopsProtonsBelowTheEnergyOfTheirRange) {
  // 2.54 mm are 0.686 g/cm2: (0.0686)^(1 / 1.77) 100 MeV.
  const AluminiumShield shield(2.54e-3);
  EXPECT_NEAR(shield.outside_MeV(0), 22.0, 0.1);
  EXPECT_EQ(shield.inside_MeV(21.9), 0);
  // 10 mm are 2.70 g/cm2.
  EXPECT_NEAR(AluminiumShield(10e-3).outside_MeV(0), 47.7, 0.1);
}

TEST(AluminiumShield, OutsideAndInsideAreInverse) {
  const AluminiumShield shield(10e-3);
  for (const double inside_MeV : {1.0, 10.0, 67.0, 300.0}) {
    EXPECT_NEAR(shield.inside_MeV(shield.outside_MeV(inside_MeV)), inside_MeV, 1e-9 * inside_MeV);
  }
}

TEST(AluminiumShield, NoneChangesNothing) {
  EXPECT_NEAR(AluminiumShield(0).outside_MeV(50), 50, 1e-12);
  EXPECT_NEAR(AluminiumShield(0).inside_MeV(50), 50, 1e-12);
}

}  // namespace
}  // namespace orbitmesh
