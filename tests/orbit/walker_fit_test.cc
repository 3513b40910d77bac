#include "orbit/walker_fit.h"

#include <gtest/gtest.h>

#include "core/rng.h"
#include "core/units.h"
#include "orbit/walker.h"

namespace orbitmesh {
namespace {

std::vector<PlanePhases> places(int planes, int per_plane, int phasing, double filled = 1.0,
                                double noise_deg = 0.0) {
  WalkerShell shell;
  shell.planes = planes;
  shell.per_plane = per_plane;
  shell.phasing = phasing;
  shell.raan_offset_rad = 1.0;
  RngStream random(1, "places", 0);
  std::vector<PlanePhases> result;
  for (int plane = 0; plane < planes; ++plane) {
    PlanePhases phases;
    for (int slot = 0; slot < per_plane; ++slot) {
      const WalkerSlot place = walker_slot(shell, plane, slot);
      phases.raan_rad = place.raan_rad;
      if (random.uniform() >= filled) continue;
      phases.arguments_of_latitude_rad.push_back(place.argument_of_latitude_rad +
                                                 (random.uniform() - 0.5) * noise_deg * kDegree);
    }
    if (!phases.arguments_of_latitude_rad.empty()) result.push_back(phases);
  }
  return result;
}

void expect_fit(const std::vector<PlanePhases>& planes, int p, int s, int f) {
  const std::optional<WalkerFit> fit = fit_walker(planes);
  ASSERT_TRUE(fit.has_value());
  EXPECT_EQ(fit->planes, p);
  EXPECT_EQ(fit->slots, s);
  EXPECT_EQ(fit->phasing, f);
}

TEST(WalkerFit, FindsThePatternOfAFullShell) {
  expect_fit(places(72, 22, 39), 72, 22, 39);
  expect_fit(places(99, 51, 35), 99, 51, 35);
  expect_fit(places(34, 34, 17), 34, 34, 17);
  expect_fit(places(6, 11, 2), 6, 11, 2);
  EXPECT_NEAR(fit_walker(places(72, 22, 39))->coherence, 1.0, 1e-9);
}

TEST(WalkerFit, HolesAndNoiseDoNotHideIt) {
  expect_fit(places(99, 51, 35, 0.6, 1.0), 99, 51, 35);
  expect_fit(places(72, 18, 45, 0.8, 2.0), 72, 18, 45);
}

TEST(WalkerFit, MissingPlanesAreStillCounted) {
  std::vector<PlanePhases> planes = places(36, 16, 17);
  planes.erase(planes.begin() + 5);
  planes.erase(planes.begin() + 20);
  expect_fit(planes, 36, 16, 17);
}

TEST(WalkerFit, NoneWithoutAPattern) {
  RngStream random(1, "anywhere", 0);
  std::vector<PlanePhases> planes;
  for (int plane = 0; plane < 20; ++plane) {
    PlanePhases phases;
    phases.raan_rad = plane * 0.3;
    for (int slot = 0; slot < 20; ++slot) {
      phases.arguments_of_latitude_rad.push_back(random.uniform() * 2 * kPi);
    }
    planes.push_back(phases);
  }
  EXPECT_FALSE(fit_walker(planes).has_value());
}

TEST(WalkerFit, NoneForTooLittle) {
  EXPECT_FALSE(fit_walker({}).has_value());
  EXPECT_FALSE(fit_walker(places(2, 10, 1)).has_value());
  EXPECT_FALSE(fit_walker(places(5, 1, 1)).has_value());
}

}  // namespace
}  // namespace orbitmesh
