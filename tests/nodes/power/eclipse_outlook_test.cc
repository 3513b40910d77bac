#include "nodes/power/eclipse_outlook.h"

#include <gtest/gtest.h>

#include <cmath>

#include "orbit/shadow.h"
#include "tests/nodes/power/circular_orbit.h"

namespace orbitmesh {
namespace {

using testing::CircularOrbit;

EclipseOutlook outlook(const CircularOrbit& orbit, double t_s) {
  return eclipse_outlook(orbit.position_m(t_s), orbit.velocity_m_s(t_s), CircularOrbit::r_sun_m());
}

TEST(EclipseOutlook, AgreesWithTheShadowAlongTheOrbit) {
  const EarthShadow shadow(CircularOrbit::r_sun_m());
  for (const double beta_deg : {0.0, 40.0, -60.0}) {
    const CircularOrbit orbit{kEarthEquatorialRadius_m + 600e3, beta_deg * kDegree};
    for (double t_s = 0.0; t_s < orbit.period_s(); t_s += 61.0) {
      const EclipseOutlook now = outlook(orbit, t_s);
      const auto dark = [&](double at_s) {
        return shadow.illumination(orbit.position_m(at_s)) == Illumination::kUmbra;
      };
      EXPECT_EQ(now.dark, dark(t_s)) << beta_deg << " " << t_s;
      EXPECT_EQ(dark(t_s + now.change_s - 1.0), now.dark) << beta_deg << " " << t_s;
      EXPECT_NE(dark(t_s + now.change_s + 1.0), now.dark) << beta_deg << " " << t_s;
    }
  }
}

TEST(EclipseOutlook, LengthAtBetaZeroIsThePublishedOne) {
  EXPECT_NEAR(outlook({}, 100.0).eclipse_s / 60, 35.5, 0.1);
  EXPECT_NEAR(outlook({}, 3000.0).eclipse_s / 60, 35.5, 0.1);
}

TEST(EclipseOutlook, DawnDuskOrbitsHaveNone) {
  const EclipseOutlook now = outlook({kEarthEquatorialRadius_m + 600e3, 85 * kDegree}, 500.0);
  EXPECT_FALSE(now.dark);
  EXPECT_TRUE(std::isinf(now.change_s));
  EXPECT_EQ(now.eclipse_s, 0.0);
}

}  // namespace
}  // namespace orbitmesh
