#include "orbit/constellation.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "core/error.h"
#include "orbit/sgp4_ephemeris.h"
#include "tests/orbit/walker_elements.h"

namespace orbitmesh {
namespace {

std::vector<WalkerShell> shells() {
  WalkerShell first;
  first.name = "shell-1";
  WalkerShell second = first;
  second.name = "shell-2";
  second.planes = 3;
  second.per_plane = 120;
  second.phasing = 1;
  return {first, second};
}

TEST(Constellation, NumbersByShellPlaneAndSlot) {
  const Constellation constellation(shells());
  ASSERT_EQ(constellation.size(), 1584 + 360);
  const int number = constellation.satellite_at(0, 12, 3);
  EXPECT_EQ(number, 12 * 22 + 3);
  const Satellite& satellite = constellation.satellites()[static_cast<std::size_t>(number)];
  EXPECT_EQ(satellite.shell, 0);
  EXPECT_EQ(satellite.plane, 12);
  EXPECT_EQ(satellite.slot, 3);
  EXPECT_EQ(satellite.name, "shell-1/12-03");
  EXPECT_EQ(constellation.first_satellite(1), 1584);
  EXPECT_EQ(constellation.satellites().back().name, "shell-2/02-119");
  EXPECT_EQ(constellation.satellite_at(1, 2, 119), constellation.size() - 1);
}

TEST(Constellation, EphemerisUsesTheSameNumbers) {
  const Constellation constellation(shells());
  const std::unique_ptr<Ephemeris> ephemeris =
      constellation.make_ephemeris(parse_epoch("2026-06-01T00:00:00Z"));
  ASSERT_EQ(ephemeris->size(), constellation.size());
  // Slots a quarter of an orbit on from an ascending node stand at the highest latitude.
  const Vec3 r_ecef_m = ephemeris->position_ecef_m(constellation.satellite_at(1, 0, 30), Time());
  EXPECT_NEAR(r_ecef_m.z, 6928137.0 * 0.79863551004729, 1e-3);  // sin 53 deg
}

TEST(Constellation, WalkerShellsBringTheirPlusGrid) {
  const Constellation constellation(shells());
  ASSERT_EQ(constellation.shells().size(), 2u);
  const Shell& second = constellation.shells()[1];
  EXPECT_EQ(second.name, "shell-2");
  EXPECT_EQ(second.first_satellite, 1584);
  EXPECT_EQ(second.size, 360);
  EXPECT_EQ(second.planes, 3);
  EXPECT_EQ(second.altitude_m, 550e3);
  ASSERT_EQ(second.links.size(), 720u);
  for (const IslLink& link : second.links) EXPECT_GE(link.a, 1584);
}

TEST(Constellation, ShellsOfACatalogueFollowThoseOfWalker) {
  const Epoch epoch = parse_epoch("2026-06-01T00:00:00Z");
  WalkerShell source;
  source.planes = 6;
  source.per_plane = 8;
  source.phasing = 1;
  std::vector<ElementSet> list = walker_elements(source, epoch, 500);
  list[3].name.clear();
  list[4].name = list[5].name;
  list.push_back(list[0]);
  list.back().name = "RAISING";
  list.back().mean_motion_rev_per_day += 0.5;

  Constellation constellation(shells());
  constellation.add("cat", list, find_shells(list, epoch));
  ASSERT_EQ(constellation.shells().size(), 4u);
  const Shell& shell = constellation.shells()[2];
  EXPECT_EQ(shell.name, "cat/550km-53.0deg");
  EXPECT_EQ(shell.first_satellite, 1944);
  EXPECT_EQ(shell.size, 48);
  EXPECT_EQ(shell.links.size(), 96u);
  const Shell& rest = constellation.shells()[3];
  EXPECT_EQ(rest.name, "cat/no-place");
  EXPECT_EQ(rest.size, 1);
  EXPECT_EQ(rest.planes, 0);
  EXPECT_TRUE(rest.links.empty());
  EXPECT_EQ(constellation.satellites().back().name, "cat/RAISING");
  EXPECT_EQ(constellation.satellites().back().plane, -1);

  std::set<std::string> names;
  for (const Satellite& satellite : constellation.satellites()) names.insert(satellite.name);
  EXPECT_EQ(names.size(), static_cast<std::size_t>(constellation.size()));
  EXPECT_EQ(names.count("cat/SAT 500"), 1u);
  EXPECT_EQ(names.count("cat/503"), 1u);
  EXPECT_EQ(names.count("cat/SAT 505 (504)"), 1u);
  EXPECT_EQ(names.count("cat/SAT 505 (505)"), 1u);

  const std::unique_ptr<Ephemeris> ephemeris = constellation.make_ephemeris(epoch);
  ASSERT_EQ(ephemeris->size(), 1944 + 49);
  const Sgp4Ephemeris alone(epoch, list);
  // Plane 0 begins with the set whose argument of latitude is the smallest.
  for (int number = shell.first_satellite; number < constellation.size(); ++number) {
    const Vec3 r_ecef_m = ephemeris->position_ecef_m(number, Time());
    int same = 0;
    for (int i = 0; i < alone.size(); ++i) {
      same += norm(alone.position_ecef_m(i, Time()) - r_ecef_m) == 0.0 ? 1 : 0;
    }
    EXPECT_EQ(same, 1) << number;
  }
}

TEST(Constellation, LinksOfACatalogueJoinNeighbours) {
  const Epoch epoch = parse_epoch("2026-06-01T00:00:00Z");
  WalkerShell source;
  const std::vector<ElementSet> list = walker_elements(source, epoch);
  Constellation constellation;
  constellation.add("cat", list, find_shells(list, epoch));
  const std::unique_ptr<Ephemeris> ephemeris = constellation.make_ephemeris(epoch);
  for (const IslLink& link : constellation.shells()[0].links) {
    const double length_m = norm(ephemeris->position_ecef_m(link.a, Time()) -
                                 ephemeris->position_ecef_m(link.b, Time()));
    EXPECT_LT(length_m, 2000e3);
    const auto& a = constellation.satellites()[static_cast<std::size_t>(link.a)];
    const auto& b = constellation.satellites()[static_cast<std::size_t>(link.b)];
    EXPECT_EQ(a.plane == b.plane, link.in_plane);
  }
}

TEST(Constellation, MayBeEmpty) {
  const Constellation none;
  EXPECT_EQ(none.size(), 0);
  EXPECT_EQ(none.make_ephemeris(Epoch())->size(), 0);
}

TEST(Constellation, RejectsBadNamesAndShells) {
  std::vector<WalkerShell> same = shells();
  same[1].name = same[0].name;
  EXPECT_THROW(Constellation{same}, InputError);
  std::vector<WalkerShell> nameless = shells();
  nameless[0].name.clear();
  EXPECT_THROW(Constellation{nameless}, InputError);
  std::vector<WalkerShell> bad = shells();
  bad[1].per_plane = 0;
  EXPECT_THROW(Constellation{bad}, InputError);
}

}  // namespace
}  // namespace orbitmesh
