#include "mesh/link_geometry.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/mesh/routed_mesh.h"
#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

// Rounding to a nanosecond costs 0.5 ns, and 0.1 m of range is a third of one.
constexpr double kTolerance_ns = 0.5 + 0.1 * 1e9 / kSpeedOfLight_m_s;

class LinkGeometryTest : public testing::Test {
 protected:
  LinkGeometryTest() {
    small.add_world();
    routed = std::make_unique<RoutedMesh>(*small.topology, *small.ephemeris, small.epoch);
  }

  bool has_ends(LinkId link) const {
    return routed->geometry.from(link).valid() && routed->geometry.to(link).valid();
  }
  double exact_ns(LinkId link, Time t) const {
    const LinkGeometry& geometry = routed->geometry;
    const Vec3 from_m = geometry.position_ecef_m(geometry.from(link), t);
    const Vec3 to_m = geometry.position_ecef_m(geometry.to(link), t);
    return norm(from_m - to_m) * 1e9 / kSpeedOfLight_m_s + static_cast<double>(extra(link, t).ns());
  }
  Duration extra(LinkId link, Time t) const {
    const DirectedLink& l = small.topology->link(link);
    for (std::size_t k = 0; k < small.topology->terminals().size(); ++k) {
      const AccessDelay& delay = routed->access.access_delay(k);
      if (small.topology->terminals()[k].up == link) {
        return delay.up + routed->access.uplink_wait(k, t);
      }
      if (small.topology->terminals()[k].down == link) return delay.down;
    }
    return l.fixed_delay;
  }
  /// Largest error over all links of a kind, several instants a second, many seconds.
  double worst_error_ns(LinkKind kind) {
    double worst = 0;
    for (std::int64_t s = 0; s < 6000; s += 101) {
      routed->move_to(Time{} + Duration::from_s(s));
      for (std::uint32_t i = 0; i < small.topology->links().size(); ++i) {
        const LinkId link{i};
        if (small.topology->link(link).kind != kind || !has_ends(link)) continue;
        for (std::int64_t ms : {0, 105, 211, 350, 640, 788, 904, 999}) {
          const Time t = routed->now + Duration::from_ms(ms);
          const DelayCurve curve = routed->geometry.delay_curve(link, t);
          const double error = std::abs(static_cast<double>(curve.at(t).ns()) - exact_ns(link, t));
          worst = std::max(worst, error);
        }
      }
    }
    return worst;
  }

  SmallMesh small;
  std::unique_ptr<RoutedMesh> routed;
};

TEST_F(LinkGeometryTest, LaserDelaysAreWithinATenthOfAMetre) {
  EXPECT_LT(worst_error_ns(LinkKind::kIsl), kTolerance_ns);
}

TEST_F(LinkGeometryTest, UserLinkDelaysAreWithinATenthOfAMetre) {
  EXPECT_LT(worst_error_ns(LinkKind::kUserUp), kTolerance_ns);
  EXPECT_LT(worst_error_ns(LinkKind::kUserDown), kTolerance_ns);
}

TEST_F(LinkGeometryTest, FeederDelaysAreWithinATenthOfAMetre) {
  EXPECT_LT(worst_error_ns(LinkKind::kFeederUp), kTolerance_ns);
  EXPECT_LT(worst_error_ns(LinkKind::kFeederDown), kTolerance_ns);
}

// All but the uplink's wait, which steps.
TEST_F(LinkGeometryTest, DelaysAreContinuousWhereOneCurveEndsAndTheNextBegins) {
  routed->move_to(Time{});
  const Duration instant = Duration::from_ns(1);
  for (std::uint32_t i = 0; i < small.topology->links().size(); ++i) {
    if (!has_ends(LinkId{i})) continue;
    for (std::int64_t s = 1; s < 10; ++s) {
      const Time knot = Time{} + Duration::from_s(s);
      const DelayCurve before = routed->geometry.delay_curve(LinkId{i}, knot - instant);
      const DelayCurve after = routed->geometry.delay_curve(LinkId{i}, knot);
      const Duration step = extra(LinkId{i}, knot) - extra(LinkId{i}, knot - instant);
      EXPECT_LE(std::abs((before.at(knot - instant) + step - after.at(knot)).ns()), 1);
    }
  }
}

TEST_F(LinkGeometryTest, CurvesOfGroundLinksEndWithTheSlot) {
  routed->move_to(Time{});
  const LinkId up = small.topology->terminals()[0].up;
  // The epoch is at second 0, so that the first edge is 12 s later.
  const Time edge = Time{} + Duration::from_s(12);
  for (const std::int64_t ms : {11'000, 11'500, 11'999}) {
    const Time t = Time{} + Duration::from_ms(ms);
    const DelayCurve curve = routed->geometry.delay_curve(up, t);
    EXPECT_TRUE(curve.valid_at(t));
    EXPECT_FALSE(curve.valid_at(edge));
  }
}

TEST_F(LinkGeometryTest, TheUplinksWaitLastsAnInterval) {
  routed->move_to(Time{});
  const Terminal& terminal = small.topology->terminals()[0];
  int steps = 0;
  for (Time t = Time{} + Duration::from_ms(7); t < Time{} + Duration::from_s(2);
       t += kUplinkWaitInterval) {
    const DelayCurve curve = routed->geometry.delay_curve(terminal.up, t);
    EXPECT_TRUE(curve.valid_at(t + Duration::from_ms(12)));
    EXPECT_FALSE(curve.valid_at(t + Duration::from_ms(13)));
    EXPECT_TRUE(routed->geometry.delay_curve(terminal.down, t).valid_at(t + Duration::from_ms(12)));
    if (extra(terminal.up, t) != extra(terminal.up, t + kUplinkWaitInterval)) ++steps;
  }
  EXPECT_GT(steps, 50);
}

TEST_F(LinkGeometryTest, EndsFollowTheServingSatelliteAndTheAntennas) {
  routed->move_to(Time{} + Duration::from_s(300));
  const Terminal& terminal = small.topology->terminals()[1];
  EXPECT_EQ(routed->geometry.from(terminal.up), terminal.node);
  EXPECT_EQ(routed->geometry.to(terminal.up), routed->access.serving(1));
  EXPECT_EQ(routed->geometry.from(terminal.down), routed->access.serving(1));
  EXPECT_EQ(routed->geometry.to(terminal.down), terminal.node);
  const Gateway& gateway = small.topology->gateways()[2];
  for (std::uint32_t k = 0; k < gateway.antennas; ++k) {
    const LinkId up{gateway.first_feeder.value + 2 * k};
    EXPECT_EQ(routed->geometry.from(up), gateway.node);
    EXPECT_EQ(routed->geometry.to(up), routed->access.feeder(2, k));
    EXPECT_EQ(routed->geometry.from(LinkId{up.value + 1}), routed->access.feeder(2, k));
  }
}

TEST_F(LinkGeometryTest, FibreAndLanAreConstant) {
  routed->move_to(Time{});
  const LinkId lan = small.topology->lan(small.hosts[0]);
  const DelayCurve curve = routed->geometry.delay_curve(lan, Time{});
  EXPECT_EQ(curve.at(Time{} + Duration::from_s(5000)), small.topology->link(lan).fixed_delay);
  EXPECT_TRUE(curve.valid_at(Time{} + Duration::from_s(5000)));
}

}  // namespace
}  // namespace orbitmesh
