#include "mesh/laser_reach.h"

#include <gtest/gtest.h>

#include "core/math.h"
#include "mesh/access_state.h"
#include "mesh/link_conditions.h"
#include "orbit/ephemeris.h"

namespace orbitmesh {
namespace {

Time at_s(double s) { return Time{} + Duration::from_seconds(s); }

/// Two satellites whose distance swings between 900 and 1,100 km within 400 s; from 99.94 to
/// 300.06 s it is below 1,000.1 km.
class SwingingPair final : public Ephemeris {
 public:
  int size() const override { return 2; }
  void positions_ecef_m(Time t, Vec3* out) const override {
    for (int i = 0; i < 2; ++i) out[i] = position_ecef_m(i, t);
  }
  Vec3 position_ecef_m(int satellite, Time t) const override {
    if (satellite == 0) return {7e6, 0, 0};
    const double phase = t.since_epoch().seconds() * (2 * kPi / 400);
    return {7e6, 1e6 + 1e5 * math::cos(phase), 0};
  }
  Vec3 velocity_ecef_m_s(int, Time) const override { return {}; }
};

Topology laser(double acquisition_s, double max_range_m) {
  Topology topology({"a", "b"});
  Topology::IslSpec spec;
  spec.max_range_m = max_range_m;
  spec.uptime.acquisition = Duration::from_seconds(acquisition_s);
  topology.add_isl(0, 1, spec);
  return topology;
}

struct Reach {
  explicit Reach(double acquisition_s, double max_range_m = 1.0001e6)
      : topology(laser(acquisition_s, max_range_m)) {}
  bool holds(double s) {
    const double range_m =
        norm(pair.position_ecef_m(1, at_s(s)) - pair.position_ecef_m(0, at_s(s)));
    return reach.holds(0, range_m, at_s(s));
  }

  SwingingPair pair;
  Topology topology;
  LinkConditions conditions{topology, {}};
  AccessState access{topology, conditions, {}};
  LinkGeometry geometry{topology, pair, access, SlotClock(parse_epoch("2026-06-01T00:00:00Z"))};
  LaserReach reach{topology, geometry};
};

TEST(LaserReach, ALaserThatComesIntoReachIsAcquiredFirst) {
  Reach reach(30);
  EXPECT_FALSE(reach.holds(99.5));   // too far
  EXPECT_FALSE(reach.holds(101.0));  // in reach
  EXPECT_FALSE(reach.holds(129.9));
  EXPECT_TRUE(reach.holds(130.0));  // 30 s after the first whole second in reach
  EXPECT_TRUE(reach.holds(299.0));
  EXPECT_FALSE(reach.holds(301.0));
}

TEST(LaserReach, AnswersDoNotDependOnEarlierQuestions) {
  Reach often(30);
  for (double s = 0; s < 800; s += 0.5) {
    Reach once(30);
    EXPECT_EQ(often.holds(s), once.holds(s)) << s;
  }
}

TEST(LaserReach, WithoutAcquisitionRangeAloneCounts) {
  Reach reach(0);
  EXPECT_FALSE(reach.holds(99.5));
  EXPECT_TRUE(reach.holds(100.5));
}

TEST(LaserReach, ALaserInReachFromTheBeginningIsPointed) {
  Reach reach(30, 1.2e6);
  EXPECT_TRUE(reach.holds(0));
  EXPECT_TRUE(reach.holds(5));
}

}  // namespace
}  // namespace orbitmesh
