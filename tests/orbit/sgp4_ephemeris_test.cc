#include "orbit/sgp4_ephemeris.h"

#include <gtest/gtest.h>

#include <cstring>

#include "core/units.h"
#include "orbit/ground_site.h"
#include "orbit/j2_ephemeris.h"
#include "orbit/link_geometry.h"
#include "orbit/visibility.h"
#include "tests/orbit/walker_elements.h"

namespace orbitmesh {
namespace {

const Epoch kEpoch = parse_epoch("2026-06-01T00:00:00Z");

WalkerShell shell() {
  WalkerShell shell;
  shell.planes = 6;
  shell.per_plane = 5;
  shell.phasing = 1;
  return shell;
}

/// Of the shell's first satellite, lowered so that it decays within a day.
ElementSet decaying() {
  ElementSet set = walker_elements(shell(), kEpoch)[0];
  set.mean_motion_rev_per_day = 16.4;
  set.bstar_per_earth_radius = 0.02;
  return set;
}

TEST(Sgp4Ephemeris, OneSatelliteHasTheBitsOfTheBatch) {
  const Sgp4Ephemeris ephemeris(kEpoch, walker_elements(shell(), kEpoch));
  ASSERT_EQ(ephemeris.size(), 30);
  std::vector<Vec3> all(30);
  for (const double t_s : {-3600.0, 0.0, 0.5, 86'400.25}) {
    const Time t = Time() + Duration::from_seconds(t_s);
    ephemeris.positions_ecef_m(t, all.data());
    for (int i = 0; i < 30; ++i) {
      const Vec3 one = ephemeris.position_ecef_m(i, t);
      EXPECT_EQ(std::memcmp(&one, &all[static_cast<std::size_t>(i)], sizeof one), 0) << i;
    }
  }
}

TEST(Sgp4Ephemeris, StandsWhereCircularOrbitsDoAtTheEpoch) {
  const Sgp4Ephemeris sgp4(kEpoch, walker_elements(shell(), kEpoch));
  const J2Ephemeris j2(kEpoch, {shell()});
  for (int i = 0; i < 30; ++i) {
    // Short-period terms of J2 move a satellite by up to 10 km.
    EXPECT_LT(norm(sgp4.position_ecef_m(i, Time()) - j2.position_ecef_m(i, Time())), 15e3) << i;
  }
}

TEST(Sgp4Ephemeris, VelocityIsTheChangeOfPosition) {
  const Sgp4Ephemeris ephemeris(kEpoch, walker_elements(shell(), kEpoch));
  const Time t = Time() + Duration::from_s(1234);
  const Duration step = Duration::from_ms(500);
  for (int i = 0; i < 30; ++i) {
    const Vec3 moved_m =
        ephemeris.position_ecef_m(i, t + step) - ephemeris.position_ecef_m(i, t - step);
    // SGP4's own velocity leaves out terms of some centimetres a second.
    EXPECT_LT(norm(moved_m - ephemeris.velocity_ecef_m_s(i, t)), 0.05) << i;
  }
}

TEST(Sgp4Ephemeris, ADecayedSatelliteStandsAtTheCentreAndIsSeenByNobody) {
  const Sgp4Ephemeris ephemeris(kEpoch, {decaying(), walker_elements(shell(), kEpoch)[1]});
  EXPECT_TRUE(has_position(ephemeris.position_ecef_m(0, Time())));
  const Time later = Time() + Duration::from_s(20 * 86'400);
  std::vector<Vec3> r_ecef_m(2);
  ephemeris.positions_ecef_m(later, r_ecef_m.data());
  EXPECT_FALSE(has_position(r_ecef_m[0]));
  EXPECT_FALSE(has_position(ephemeris.position_ecef_m(0, later)));
  EXPECT_TRUE(has_position(r_ecef_m[1]));
  EXPECT_EQ(norm(ephemeris.velocity_ecef_m_s(0, later)), 0.0);

  const GroundSite site = make_ground_site("site", {0.5, 1.0, 0.0});
  EXPECT_LT(look_angles(site, r_ecef_m[0]).elevation_rad, -89 * kDegree);
  for (const VisibleSatellite& visible : visible_satellites(site, r_ecef_m, 0.0)) {
    EXPECT_NE(visible.satellite, 0);
  }
  EXPECT_FALSE(line_of_sight(r_ecef_m[0], r_ecef_m[1], 80e3));
}

}  // namespace
}  // namespace orbitmesh
