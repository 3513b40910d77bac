#include "orbit/composite_ephemeris.h"

#include <gtest/gtest.h>

#include <utility>

#include "orbit/j2_ephemeris.h"

namespace orbitmesh {
namespace {

std::unique_ptr<Ephemeris> shell(int planes, double altitude_m) {
  WalkerShell walker;
  walker.planes = planes;
  walker.per_plane = 2;
  walker.phasing = 0;
  walker.altitude_m = altitude_m;
  std::vector<WalkerShell> shells;
  if (planes > 0) shells.push_back(walker);
  return std::make_unique<J2Ephemeris>(Epoch(), shells);
}

TEST(CompositeEphemeris, PartsFollowOneAnother) {
  std::vector<std::unique_ptr<Ephemeris>> parts;
  parts.push_back(shell(2, 500e3));
  parts.push_back(shell(0, 0));
  parts.push_back(shell(3, 600e3));
  const CompositeEphemeris composite(std::move(parts));
  ASSERT_EQ(composite.size(), 10);
  const Time t = Time() + Duration::from_s(100);
  std::vector<Vec3> r_ecef_m(10);
  composite.positions_ecef_m(t, r_ecef_m.data());
  for (int i = 0; i < 10; ++i) {
    const auto part = i < 4 ? shell(2, 500e3) : shell(3, 600e3);
    const int number = i < 4 ? i : i - 4;
    EXPECT_EQ(norm(composite.position_ecef_m(i, t) - part->position_ecef_m(number, t)), 0.0);
    EXPECT_EQ(norm(r_ecef_m[static_cast<std::size_t>(i)] - part->position_ecef_m(number, t)), 0.0);
    EXPECT_EQ(norm(composite.velocity_ecef_m_s(i, t) - part->velocity_ecef_m_s(number, t)), 0.0);
  }
}

TEST(CompositeEphemeris, MayBeEmpty) { EXPECT_EQ(CompositeEphemeris({}).size(), 0); }

}  // namespace
}  // namespace orbitmesh
