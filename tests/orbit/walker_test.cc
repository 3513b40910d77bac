#include "orbit/walker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "core/error.h"

namespace orbitmesh {
namespace {

WalkerShell gen1() {
  WalkerShell shell;
  shell.name = "gen1";
  return shell;
}

TEST(Walker, PlanesAndSlotsAreEvenlySpread) {
  const WalkerShell shell = gen1();
  EXPECT_EQ(shell.size(), 1584);
  EXPECT_NEAR(walker_slot(shell, 1, 0).raan_rad, 5 * kDegree, 1e-15);
  EXPECT_NEAR(walker_slot(shell, 0, 1).argument_of_latitude_rad, 2 * kPi / 22, 1e-15);
  EXPECT_EQ(walker_slot(shell, 0, 1).raan_rad, 0.0);
}

TEST(Walker, PhasingShiftsEachPlane) {
  const double unit_rad = 2 * kPi / 1584;
  EXPECT_NEAR(walker_slot(gen1(), 1, 0).argument_of_latitude_rad, 39 * unit_rad, 1e-14);
  EXPECT_NEAR(walker_slot(gen1(), 71, 3).argument_of_latitude_rad,
              ((71 * 39 + 3 * 72) % 1584) * unit_rad, 1e-14);
}

TEST(Walker, StarCoversHalfATurnFromItsOffset) {
  WalkerShell star = gen1();
  star.planes = 6;
  star.phasing = 2;
  star.raan_span_rad = kPi;
  star.raan_offset_rad = -10 * kDegree;
  EXPECT_NEAR(walker_slot(star, 0, 0).raan_rad, 350 * kDegree, 1e-14);
  EXPECT_NEAR(walker_slot(star, 5, 0).raan_rad, 140 * kDegree, 1e-14);
  EXPECT_FALSE(star.closed());
  EXPECT_TRUE(gen1().closed());
}

TEST(Walker, RejectsMembersOutOfRange) {
  const auto rejected = [](auto change, const char* reason) {
    WalkerShell shell = gen1();
    change(shell);
    try {
      validate(shell);
      ADD_FAILURE() << reason;
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), ::testing::HasSubstr(reason));
      EXPECT_THAT(error.what(), ::testing::HasSubstr("gen1"));
    }
  };
  const double nan = std::numeric_limits<double>::quiet_NaN();
  rejected([](WalkerShell& s) { s.altitude_m = 100e3; }, "altitude 100 km");
  rejected([=](WalkerShell& s) { s.altitude_m = nan; }, "altitude");
  rejected([](WalkerShell& s) { s.inclination_rad = -0.1; }, "inclination");
  rejected([](WalkerShell& s) { s.planes = 0; }, "0 planes are outside 1 to 1000");
  rejected([](WalkerShell& s) { s.per_plane = 1001; }, "1001 satellites per plane");
  rejected([](WalkerShell& s) { s.phasing = 72; }, "phasing 72 is outside 0 to planes - 1 = 71");
  rejected([](WalkerShell& s) { s.phasing = -1; }, "phasing -1");
  rejected([](WalkerShell& s) { s.raan_span_rad = 0; }, "RAAN span");
  rejected([](WalkerShell& s) { s.raan_span_rad = 7; }, "RAAN span");
  rejected([=](WalkerShell& s) { s.raan_offset_rad = nan; }, "RAAN offset");
  EXPECT_NO_THROW(validate(gen1()));
}

}  // namespace
}  // namespace orbitmesh
