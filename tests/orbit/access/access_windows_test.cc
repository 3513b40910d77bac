#include "orbit/access/access_windows.h"

#include <gtest/gtest.h>

#include <vector>

#include "core/error.h"
#include "core/units.h"
#include "orbit/j2_ephemeris.h"

namespace orbitmesh {
namespace {

GroundSite equator() { return make_ground_site("equator", {0, 100 * kDegree, 0}); }

J2Ephemeris equatorial() {
  WalkerShell shell;
  shell.inclination_rad = 0;
  shell.planes = shell.per_plane = 1;
  shell.phasing = 0;
  return J2Ephemeris(parse_epoch("2026-06-01T00:00:00Z"), {shell});
}

/// The first pass that has both ends in the window: from west to east through the zenith.
Pass pass_over_equator(const J2Ephemeris& ephemeris, double min_elevation_deg) {
  PassSearch search;
  search.end = search.begin + Duration::from_s(3 * 5800);
  search.min_elevation_rad = min_elevation_deg * kDegree;
  const std::vector<Pass> passes = find_passes(ephemeris, 0, equator(), search);
  return passes.at(passes.front().rise_cut ? 1 : 0);
}

void expect_allowed_exactly_within(const std::vector<AccessWindow>& windows,
                                   const J2Ephemeris& ephemeris, const AccessRules& rules,
                                   const Pass& pass) {
  for (Time t = pass.rise.at; t <= pass.set.at; t += Duration::from_ms(10)) {
    bool within = false;
    bool near_edge = false;
    for (const AccessWindow& window : windows) {
      within |= t >= window.begin && t <= window.end;
      for (const Duration d : {t - window.begin, t - window.end}) {
        near_edge |= d < Duration::from_ms(2) && d > Duration::from_ms(-2);
      }
    }
    const auto look = look_angles(rules.site(), ephemeris.position_ecef_m(0, t));
    if (!near_edge) {
      ASSERT_EQ(within, rules.block(look) == AccessBlock::kNone) << t.seconds();
    }
  }
}

TEST(AccessWindows, WithoutFurtherRulesAreThePass) {
  const J2Ephemeris ephemeris = equatorial();
  const Pass pass = pass_over_equator(ephemeris, 25);
  const auto windows = access_windows(ephemeris, AccessRules(equator(), {}), pass);
  ASSERT_EQ(windows.size(), 1u);
  EXPECT_LE(windows[0].begin - pass.rise.at, Duration::from_ms(2));
  EXPECT_LE(pass.set.at - windows[0].end, Duration::from_ms(2));
}

TEST(AccessWindows, AnObstructionSplitsThePass) {
  const J2Ephemeris ephemeris = equatorial();
  const Pass pass = pass_over_equator(ephemeris, 10);
  AccessLimits limits;
  limits.min_elevation = ElevationMask(10 * kDegree);
  limits.obstruction =
      ObstructionMask::from_csv("e,0,180\n0,0,0\n40,0,1\n50,0,0\n60,1,1\n80,0,0\n", "sky.csv");
  const AccessRules rules(equator(), limits);
  const auto windows = access_windows(ephemeris, rules, pass);
  // West: free, blocked from 40 to 50 deg, free, blocked from 60 to 80; zenith; east: blocked
  // from 80 down to 60 deg, free.
  ASSERT_EQ(windows.size(), 4u);
  expect_allowed_exactly_within(windows, ephemeris, rules, pass);
}

TEST(AccessWindows, TheGeostationaryArcForbidsTheWholeEquatorialPass) {
  const J2Ephemeris ephemeris = equatorial();
  AccessLimits limits;
  limits.gso_separation_rad = kUserGsoSeparation_rad;
  EXPECT_TRUE(
      access_windows(ephemeris, AccessRules(equator(), limits), pass_over_equator(ephemeris, 25))
          .empty());
}

TEST(AccessWindows, NeedAStep) {
  const J2Ephemeris ephemeris = equatorial();
  EXPECT_THROW(access_windows(ephemeris, AccessRules(equator(), {}),
                              pass_over_equator(ephemeris, 25), Duration{}),
               InputError);
}

}  // namespace
}  // namespace orbitmesh
