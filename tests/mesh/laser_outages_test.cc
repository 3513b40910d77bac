#include "mesh/laser_outages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>

#include "core/rng.h"
#include "tests/mesh/fixed_ephemeris.h"
#include "tests/mesh/routed_mesh.h"

namespace orbitmesh {
namespace {

Time at_s(double s) { return Time{} + Duration::from_seconds(s); }

/// A ring of satellites and its lasers.
Topology ring(std::uint32_t satellites, const LaserUptime& uptime) {
  std::vector<std::string> names;
  for (std::uint32_t i = 0; i < satellites; ++i) names.push_back("s" + std::to_string(i));
  Topology topology(names);
  Topology::IslSpec spec;
  spec.max_range_m = 5e6;
  spec.uptime = uptime;
  for (std::uint32_t i = 0; i < satellites; ++i) topology.add_isl(i, (i + 1) % satellites, spec);
  return topology;
}

LaserUptime acquiring(double seconds) { return {1, {}, Duration::from_seconds(seconds)}; }

Outage laser_down(const Topology& topology, std::size_t laser, double begin_s, double end_s) {
  Outage outage;
  outage.cause = "test";
  outage.begin = at_s(begin_s);
  outage.end = at_s(end_s);
  outage.effect.down = true;
  outage.links = {topology.isls()[laser].forward};
  return outage;
}

TEST(LaserOutages, ALaserThatWasStruckIsAcquiredAgain) {
  const Topology topology = ring(4, acquiring(30));
  const auto drawn = laser_outages(topology, {laser_down(topology, 1, 10, 20)}, 1, at_s(600));
  ASSERT_EQ(drawn.size(), 1U);
  EXPECT_EQ(drawn[0].cause, kLaserAcquisition);
  EXPECT_EQ(drawn[0].target, "s1 s2");
  EXPECT_EQ(drawn[0].begin, at_s(20));
  EXPECT_EQ(drawn[0].end, at_s(50));
  EXPECT_EQ(drawn[0].links.size(), 2U);  // one direction alone was struck
}

TEST(LaserOutages, ASatelliteThatComesBackAcquiresAllItsLasers) {
  const Topology topology = ring(5, acquiring(30));
  Outage outage;
  outage.begin = at_s(10);
  outage.end = at_s(20);
  outage.nodes = {NodeId{2}};
  const auto drawn = laser_outages(topology, {outage}, 1, at_s(600));
  ASSERT_EQ(drawn.size(), 2U);
  EXPECT_EQ(drawn[0].target, "s1 s2");
  EXPECT_EQ(drawn[1].target, "s2 s3");
}

TEST(LaserOutages, WorseLinksAndOutagesThatDoNotEndNeedNoAcquisition) {
  const Topology topology = ring(4, acquiring(30));
  Outage slower = laser_down(topology, 0, 10, 20);
  slower.effect.down = false;
  slower.effect.rate_factor = 0.5;
  const Outage lasting = laser_down(topology, 0, 10, 600);
  EXPECT_TRUE(laser_outages(topology, {slower, lasting}, 1, at_s(600)).empty());
  const Topology at_once = ring(4, acquiring(0));
  EXPECT_TRUE(laser_outages(at_once, {laser_down(at_once, 0, 10, 20)}, 1, at_s(600)).empty());
}

double seconds_down(const std::vector<Outage>& outages, const char* cause, Time end) {
  double sum_s = 0;
  for (const Outage& outage : outages) {
    if (outage.cause == cause) sum_s += (std::min(outage.end, end) - outage.begin).seconds();
  }
  return sum_s;
}

TEST(LaserOutages, TheShareOfUptimeHoldsFromTheBeginningOn) {
  const LaserUptime uptime{0.9, Duration::from_s(20), Duration::from_s(30)};
  EXPECT_EQ(mean_laser_uptime(uptime), Duration::from_s(450));
  const std::uint32_t lasers = 4000;
  const Topology topology = ring(lasers, uptime);
  for (const double span_s : {1.0, 60.0, 3600.0}) {
    const auto drawn = laser_outages(topology, {}, 5, at_s(span_s));
    const double all_s = lasers * span_s;
    const double interrupted = seconds_down(drawn, kLaserInterruption, at_s(span_s)) / all_s;
    const double acquiring = seconds_down(drawn, kLaserAcquisition, at_s(span_s)) / all_s;
    EXPECT_NEAR(interrupted, 0.04, 0.01) << span_s;  // 3 standard errors at 1 s
    EXPECT_NEAR(acquiring, 0.06, 0.012) << span_s;
  }
}

TEST(LaserOutages, DrawsAreOfTheSeedAndTheNamesAlone) {
  const LaserUptime uptime{0.9, Duration::from_s(20), Duration::from_s(30)};
  const auto of = [&](std::uint32_t satellites, std::uint64_t seed) {
    std::vector<std::pair<Time, Time>> spans;
    const auto drawn = laser_outages(ring(satellites, uptime), {}, seed, at_s(36'000));
    for (const Outage& outage : drawn) {
      if (outage.target == "s0 s1") spans.emplace_back(outage.begin, outage.end);
    }
    return spans;
  };
  EXPECT_GT(of(4, 1).size(), 50U);
  EXPECT_EQ(of(4, 1), of(9, 1));
  EXPECT_NE(of(4, 1), of(4, 2));
}

TEST(LaserOutages, RoutesGoRoundALaserUntilItIsAcquired) {
  const FixedEphemeris square({{7e6, 0, 0}, {7e6, 1e6, 0}, {7e6, 1e6, 1e6}, {7e6, 0, 1e6}});
  const Topology topology = ring(4, acquiring(30));
  std::vector<Outage> outages{laser_down(topology, 0, 10, 20)};
  const auto more = laser_outages(topology, outages, 1, at_s(600));
  outages.insert(outages.end(), more.begin(), more.end());
  RoutedMesh routed(topology, square, parse_epoch("2026-06-01T00:00:00Z"), {}, outages);
  const auto next_at = [&](double s) {
    routed.move_to(at_s(s));
    return routed.geometry.to(routed.router.next_link(NodeId{0}, NodeId{1}, false, at_s(s)));
  };
  EXPECT_EQ(next_at(9), NodeId{1});
  EXPECT_EQ(next_at(10), NodeId{3});
  EXPECT_EQ(next_at(49.9), NodeId{3});
  EXPECT_EQ(next_at(50), NodeId{1});
}

}  // namespace
}  // namespace orbitmesh
