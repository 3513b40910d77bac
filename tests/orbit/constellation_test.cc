#include "orbit/constellation.h"

#include <gtest/gtest.h>

#include "core/error.h"

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

TEST(Constellation, MayBeEmpty) {
  const Constellation none({});
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
