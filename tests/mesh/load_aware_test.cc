#include "mesh/routing/load_aware.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/mesh/fixed_ephemeris.h"
#include "tests/mesh/routed_mesh.h"

namespace orbitmesh {
namespace {

/// Links whose busy time is set by hand.
class FakeMeters final : public LinkMeters {
 public:
  explicit FakeMeters(std::size_t links) : busy_(links) {}
  void work(LinkId link, double seconds) { busy_[link.index()] += Duration::from_seconds(seconds); }
  const PortCounters& counters(PortId) const override { return none_; }
  BitRate rate(PortId) const override { return {1'000'000}; }
  Duration busy(PortId port) const override { return busy_[port]; }
  void reset_backlog_peak(PortId) override {}
  std::int64_t drops_no_route() const override { return 0; }
  std::int64_t drops_ttl() const override { return 0; }
  std::int64_t drops_node() const override { return 0; }

 private:
  std::vector<Duration> busy_;
  PortCounters none_;
};

class LoadAwareTest : public testing::Test {
 protected:
  /// One second at that load of the link.
  void step(double load, LinkId link = {0}) {
    now += Duration::from_s(1);
    meters.work(link, load);
    policy.begin_step({now, positions, &meters});
  }
  LoadAware::Cost penalty_ns(LinkId link = {0}) const {
    return policy.cost(link, 1'000'000) - 1'000'000;
  }

  std::vector<Vec3> positions;
  FakeMeters meters{4};
  LoadAware policy{4};
  Time now;
};

TEST_F(LoadAwareTest, AnIdleLinkCostsItsDelay) {
  step(0.0);
  EXPECT_EQ(penalty_ns(), 0);
}

TEST_F(LoadAwareTest, ALoadedLinkRisesAtOnceBothWays) {
  step(0.49);
  EXPECT_EQ(penalty_ns(), 0);
  step(0.5);
  EXPECT_EQ(penalty_ns(), LoadAware::kBands[1].penalty_ns);
  step(0.95);
  EXPECT_EQ(penalty_ns(), LoadAware::kBands[3].penalty_ns);
  EXPECT_EQ(penalty_ns({1}), LoadAware::kBands[3].penalty_ns);  // the other direction
  EXPECT_EQ(penalty_ns({2}), 0);
}

TEST_F(LoadAwareTest, ALoadThatWaversAboutAnEdgeChangesTheCostOnce) {
  LoadAware::Cost last = penalty_ns();
  int changes = 0;
  for (int i = 0; i < 100; ++i) {
    step(i % 2 == 0 ? 0.52 : 0.42);
    changes += penalty_ns() != last ? 1 : 0;
    last = penalty_ns();
  }
  EXPECT_EQ(changes, 1);
}

TEST_F(LoadAwareTest, ItFallsOneBandAfterEachHoldWithoutLoad) {
  step(1.0);
  const auto seconds = static_cast<int>(LoadAware::kHold.seconds());
  for (int band = 3; band > 0; --band) {
    for (int i = 0; i < seconds; ++i) {
      EXPECT_EQ(penalty_ns(), LoadAware::kBands[static_cast<std::size_t>(band)].penalty_ns) << i;
      step(0.0);
    }
  }
  EXPECT_EQ(penalty_ns(), 0);
}

TEST_F(LoadAwareTest, AStepThatIsComputedTwiceCountsOnce) {
  step(0.6);
  policy.begin_step({now, positions, &meters});
  EXPECT_EQ(penalty_ns(), LoadAware::kBands[1].penalty_ns);
}

/// Two ways round a square from satellite 0 to 3, of which the one over 1 is shorter. The link
/// from 0 to 1 bears `background`, and a stream that follows the route adds `stream`.
int route_changes(double background, double stream) {
  const FixedEphemeris square({{7e6, 0, 0}, {7e6, 1e6, 0}, {7e6, 0, 1.1e6}, {7e6, 1e6, 1e6}});
  Topology topology({"a", "b", "c", "d"});
  Topology::IslSpec isl;
  isl.max_range_m = 5e6;
  topology.add_isl(0, 1, isl);
  topology.add_isl(1, 3, isl);
  topology.add_isl(0, 2, isl);
  topology.add_isl(2, 3, isl);
  FakeMeters meters(topology.links().size());
  RoutedMesh routed(topology, square, parse_epoch("2026-06-01T00:00:00Z"), {}, {},
                    Routing::kLoadAware);
  routed.router.set_meters(meters);
  NodeId via{1};
  int changes = 0;
  for (std::int64_t s = 1; s <= 60; ++s) {
    routed.move_to(Time{} + Duration::from_s(s));
    const LinkId link = routed.router.next_link(NodeId{0}, NodeId{3}, false, routed.now);
    changes += routed.geometry.to(link) != via ? 1 : 0;
    via = routed.geometry.to(link);
    meters.work(topology.isls()[0].forward, background);
    meters.work(link, stream);
  }
  return changes;
}

TEST(LoadAwareRoutes, TrafficLeavesABusyLinkOnceAndForAll) {
  EXPECT_EQ(route_changes(0.4, 0.05), 0);
  EXPECT_EQ(route_changes(0.4, 0.2), 1);
}

TEST(LoadAwareRoutes, AStreamTooLargeForEitherWayMovesNoOftenerThanTwiceAHold) {
  const int changes = route_changes(0, 0.6);
  EXPECT_GE(changes, 1);
  EXPECT_LE(changes, 2 * (60 / 15));
}

}  // namespace
}  // namespace orbitmesh
