#include "mesh/terminal_track.h"

#include <gtest/gtest.h>

#include <vector>

#include "core/error.h"
#include "core/units.h"
#include "orbit/earth.h"

namespace orbitmesh {
namespace {

Time at_s(double seconds) { return Time{} + Duration::from_seconds(seconds); }
Geodetic place(double lat_deg, double lon_deg, double height_m = 0) {
  return {lat_deg * kDegree, lon_deg * kDegree, height_m};
}

TEST(TerminalTrackTest, OnAMeridianAndTheEquatorThePlaceIsLinearInTime) {
  const TerminalTrack track(
      {{at_s(0), place(0, 10)}, {at_s(1000), place(1, 10, 200)}, {at_s(3000), place(1, 10, 200)}});
  EXPECT_NEAR(track.at(at_s(250)).lat_rad / kDegree, 0.25, 1e-12);
  EXPECT_NEAR(track.at(at_s(250)).lon_rad / kDegree, 10, 1e-12);
  EXPECT_NEAR(track.at(at_s(250)).height_m, 50, 1e-9);
  const TerminalTrack east({{at_s(0), place(0, 179)}, {at_s(1000), place(0, -179)}});
  EXPECT_NEAR(east.at(at_s(250)).lon_rad / kDegree, 179.5, 1e-9);
  EXPECT_NEAR(east.at(at_s(750)).lon_rad / kDegree, -179.5, 1e-9);
}

TEST(TerminalTrackTest, GoesAlongTheGreatCircleAtConstantSpeed) {
  const Geodetic a = place(48, -5);
  const Geodetic b = place(52, 20);
  const TerminalTrack track({{at_s(100), a}, {at_s(10'100), b}});
  const double length_m = great_circle_distance_m(a, b);
  for (const double share : {0.1, 0.5, 0.9}) {
    const Geodetic at = track.at(at_s(100 + share * 10'000));
    EXPECT_NEAR(great_circle_distance_m(a, at), share * length_m, 1e-3);
    EXPECT_NEAR(great_circle_distance_m(at, b), (1 - share) * length_m, 1e-3);
  }
  // The great circle runs north of the parallels between its ends.
  EXPECT_GT(track.at(at_s(5'100)).lat_rad / kDegree, 50.3);
}

TEST(TerminalTrackTest, StandsBeforeTheFirstPointAndAfterTheLast) {
  const TerminalTrack track({{at_s(10), place(1, 2)}, {at_s(20), place(1, 2.01)}});
  EXPECT_EQ(track.at(at_s(0)).lon_rad, 2 * kDegree);
  EXPECT_EQ(track.at(at_s(1000)).lon_rad, 2.01 * kDegree);
  const TerminalTrack single({{at_s(5), place(-3, 4)}});
  EXPECT_EQ(single.at(at_s(7)).lat_rad, -3 * kDegree);
  EXPECT_EQ(single.heading_rad(at_s(7)), 0);
}

TEST(TerminalTrackTest, TheHeadingIsThatOfTravelAndLastsWhileItStands) {
  const TerminalTrack track({{at_s(0), place(0, 0)},
                             {at_s(100), place(0, 0)},
                             {at_s(1100), place(0, 1)},
                             {at_s(1200), place(0, 1)},
                             {at_s(2200), place(-1, 1)}});
  EXPECT_NEAR(track.heading_rad(at_s(50)) / kDegree, 90, 1e-9);
  EXPECT_NEAR(track.heading_rad(at_s(600)) / kDegree, 90, 1e-9);
  EXPECT_NEAR(track.heading_rad(at_s(1150)) / kDegree, 90, 1e-9);
  EXPECT_NEAR(track.heading_rad(at_s(1700)) / kDegree, 180, 1e-9);
  EXPECT_NEAR(track.heading_rad(at_s(9999)) / kDegree, 180, 1e-9);
  // Westwards from 60 deg north: the initial course of the great circle, by spherical trigonometry.
  const TerminalTrack west({{at_s(0), place(60, 0)}, {at_s(10'000), place(60, -20)}});
  EXPECT_NEAR(west.heading_rad(at_s(0)) / kDegree, 278.6814, 1e-3);
}

TEST(TerminalTrackTest, RefusesWhatIsNoTrack) {
  EXPECT_THROW(TerminalTrack({}), InputError);
  EXPECT_THROW(TerminalTrack({{at_s(1), place(0, 0)}, {at_s(1), place(0, 1)}}), InputError);
  EXPECT_THROW(TerminalTrack({{at_s(1), place(91, 0)}}), InputError);
  // 111 km in 100 s; a leg beyond 10,000 km.
  EXPECT_THROW(TerminalTrack({{at_s(0), place(0, 0)}, {at_s(100), place(0, 1)}}), InputError);
  EXPECT_THROW(TerminalTrack({{at_s(0), place(0, 0)}, {at_s(86'400), place(0, 91)}}), InputError);
  EXPECT_NO_THROW(TerminalTrack({{at_s(0), place(0, 0)}, {at_s(86'400), place(0, 89)}}));
}

}  // namespace
}  // namespace orbitmesh
