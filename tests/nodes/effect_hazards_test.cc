#include "nodes/effect_hazards.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace orbitmesh {
namespace {

DeviceProfile device_of_two() {
  DeviceProfile device;
  device.name = "test";
  device.effects.resize(2);
  device.effects[0].name = "first";
  device.effects[0].kind = FaultKind::kSdc;
  device.effects[1].name = "second";
  device.effects[1].kind = FaultKind::kSefi;
  return device;
}

GridLanes lanes(float first, float second) {
  GridLanes values;
  values.at[0] = first;
  values.at[1] = second;
  return values;
}

/// Events of `nodes` at steady rates over `steps` spans of 10 s.
std::vector<DeviceEffectEvent> events_of(const std::vector<NodeId>& nodes, const GridLanes& rates,
                                         int steps, double acceleration = 1,
                                         std::uint64_t seed = 1) {
  static const DeviceProfile kDevice = device_of_two();
  EffectHazards hazards(seed, kDevice, acceleration);
  for (const NodeId node : nodes) hazards.add(node, lanes(1, 1));
  const std::vector<GridLanes> all(nodes.size(), rates);
  const Duration span = Duration::from_s(10);
  std::vector<DeviceEffectEvent> events;
  for (int s = 0; s < steps; ++s) {
    hazards.advance(0, hazards.size(), Time{} + span * s, span, all.data(), events);
  }
  return events;
}

TEST(EffectHazards, CountsArePoisson) {
  constexpr std::size_t kNodes = 400;
  std::vector<NodeId> nodes;
  for (std::uint32_t n = 0; n < kNodes; ++n) nodes.push_back(NodeId{n});
  std::vector<double> counts(kNodes, 0.0);
  double second = 0;
  for (const DeviceEffectEvent& event : events_of(nodes, lanes(0.1F, 0.02F), 100)) {
    (event.effect == 0 ? counts[event.node.index()] : second) += 1;
  }
  // 100 and 20 a node expected; four standard deviations.
  double sum = 0;
  double variance = 0;
  for (const double n : counts) {
    sum += n;
    variance += (n - 100) * (n - 100) / kNodes;
  }
  EXPECT_NEAR(sum, 40'000, 4 * std::sqrt(40'000));
  EXPECT_NEAR(second, 8'000, 4 * std::sqrt(8'000));
  // Of a Poisson count the variance is the mean; its estimate has sigma mean sqrt(2 / N).
  EXPECT_NEAR(variance, 100, 4 * 100 * std::sqrt(2.0 / kNodes));
}

TEST(EffectHazards, EventsLieInTheSpanThatBringsThem) {
  Time last;
  for (const DeviceEffectEvent& event : events_of({NodeId{3}}, lanes(0.5F, 0), 100)) {
    EXPECT_GE(event.at, last);
    EXPECT_LE(event.at, Time{} + Duration::from_s(1000));
    EXPECT_EQ(event.kind, FaultKind::kSdc);
    EXPECT_EQ(event.node, NodeId{3});
    last = event.at;
  }
  EXPECT_GT(last, Time{} + Duration::from_s(900));
}

TEST(EffectHazards, ANodesEventsDependOnNothingElse) {
  const auto alone = events_of({NodeId{7}}, lanes(0.01F, 0), 500);
  std::vector<DeviceEffectEvent> together;
  for (const DeviceEffectEvent& event :
       events_of({NodeId{9}, NodeId{7}, NodeId{2}}, lanes(0.01F, 0.3F), 500)) {
    if (event.node == NodeId{7} && event.effect == 0) together.push_back(event);
  }
  ASSERT_GT(alone.size(), 20U);
  ASSERT_EQ(alone.size(), together.size());
  for (std::size_t i = 0; i < alone.size(); ++i) EXPECT_EQ(alone[i].at, together[i].at);
}

TEST(EffectHazards, AccelerationBringsTheSameEventsEarlier) {
  const auto slow = events_of({NodeId{1}}, lanes(0.01F, 0), 400);
  const auto fast = events_of({NodeId{1}}, lanes(0.01F, 0), 100, 4);
  ASSERT_GT(slow.size(), 20U);
  ASSERT_EQ(slow.size(), fast.size());
  for (std::size_t i = 0; i < slow.size(); ++i) {
    EXPECT_NEAR(slow[i].at.seconds(), 4 * fast[i].at.seconds(), 1e-6);
  }
}

TEST(EffectHazards, AnotherSeedGivesOtherEvents) {
  const auto one = events_of({NodeId{1}}, lanes(0.1F, 0), 100, 1, 1);
  const auto two = events_of({NodeId{1}}, lanes(0.1F, 0), 100, 1, 2);
  ASSERT_FALSE(one.empty() || two.empty());
  EXPECT_NE(one[0].at, two[0].at);
}

TEST(EffectHazards, ExpectedCountsAreThoseWithoutAcceleration) {
  const DeviceProfile device = device_of_two();
  EffectHazards hazards(1, device, 1e3);
  hazards.add(NodeId{0}, lanes(2, 0));
  hazards.add(NodeId{1}, lanes(3, 1));
  const std::vector<GridLanes> rates = {lanes(0.5F, 1), lanes(0.25F, 4)};
  std::vector<DeviceEffectEvent> events;
  hazards.advance(0, 2, Time{}, Duration::from_s(10), rates.data(), events);
  EXPECT_NEAR(hazards.expected()[0], 17.5, 1e-9);
  EXPECT_NEAR(hazards.expected()[1], 40, 1e-9);
}

TEST(EffectHazards, NothingHappensWithoutRates) {
  EXPECT_TRUE(events_of({NodeId{1}}, lanes(0, 0), 1000).empty());
  EXPECT_TRUE(events_of({NodeId{1}}, lanes(1, 1), 1000, 0).empty());
}

}  // namespace
}  // namespace orbitmesh
