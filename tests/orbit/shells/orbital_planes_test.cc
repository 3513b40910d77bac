#include "orbit/shells/orbital_planes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/units.h"

namespace orbitmesh {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

OrbitPhase phase(double raan_deg, double argument_deg) {
  return {raan_deg * kDegree, argument_deg * kDegree};
}

TEST(OrbitPhase, OfPositionAndVelocity) {
  // Over the ascending node on the x axis, moving north.
  const OrbitPhase node = orbit_phase({7e6, 0, 0}, {0, 0, 7500});
  EXPECT_NEAR(node.raan_rad, 0.0, 1e-15);
  EXPECT_NEAR(node.argument_of_latitude_rad, 0.0, 1e-15);
  // At the northernmost point of a polar orbit whose node lies at 90 deg.
  const OrbitPhase apex = orbit_phase({0, 0, 7e6}, {0, -7500, 0});
  EXPECT_NEAR(apex.raan_rad, 90 * kDegree, 1e-15);
  EXPECT_NEAR(apex.argument_of_latitude_rad, 90 * kDegree, 1e-15);
  // Retrograde, on the way south through the descending node.
  const OrbitPhase descending = orbit_phase({-7e6, 0, 0}, {0, 1000, -7000});
  EXPECT_NEAR(descending.raan_rad, 0.0, 1e-15);
  EXPECT_NEAR(descending.argument_of_latitude_rad, kPi, 1e-15);
}

TEST(OrbitalPlanes, ScatterOfAPlaneIsGatheredAlsoAcrossZero) {
  const std::vector<OrbitPhase> phases = {phase(359.7, 200), phase(0.3, 10), phase(120.0, 5),
                                          phase(120.9, 4), phase(359.9, 100)};
  const std::vector<OrbitalPlane> planes = find_planes(phases, {0, 1, 2, 3, 4});
  ASSERT_EQ(planes.size(), 2u);
  EXPECT_NEAR(planes[0].raan_rad, 120.45 * kDegree, 1e-12);
  EXPECT_THAT(planes[0].members, ElementsAre(3, 2));
  EXPECT_NEAR(planes[1].raan_rad, (360 - 0.1 / 3) * kDegree, 1e-12);
  EXPECT_THAT(planes[1].members, ElementsAre(1, 4, 0));
}

TEST(OrbitalPlanes, PlanesWiderApartThanTheirWidthStayApart) {
  std::vector<OrbitPhase> phases;
  std::vector<int> members;
  for (int plane = 0; plane < 180; ++plane) {
    for (int slot = 0; slot < 3; ++slot) {
      members.push_back(static_cast<int>(phases.size()));
      phases.push_back(phase(plane * 2.0, slot * 120.0));
    }
  }
  const std::vector<OrbitalPlane> planes = find_planes(phases, members);
  ASSERT_EQ(planes.size(), 180u);
  for (const OrbitalPlane& plane : planes) EXPECT_EQ(plane.members.size(), 3u);
}

TEST(OrbitalPlanes, OnlyTheMembersArePlaced) {
  const std::vector<OrbitPhase> phases = {phase(1, 0), phase(2, 0), phase(3, 0)};
  const std::vector<OrbitalPlane> planes = find_planes(phases, {2});
  ASSERT_EQ(planes.size(), 1u);
  EXPECT_THAT(planes[0].members, ElementsAre(2));
  EXPECT_THAT(find_planes(phases, {}), IsEmpty());
}

TEST(OrbitalPlanes, SeparationHasNoSign) {
  EXPECT_NEAR(separation_rad(1 * kDegree, 359 * kDegree), 2 * kDegree, 1e-12);
  EXPECT_NEAR(separation_rad(359 * kDegree, 1 * kDegree), 2 * kDegree, 1e-12);
  EXPECT_NEAR(separation_rad(0, kPi), kPi, 1e-12);
}

}  // namespace
}  // namespace orbitmesh
