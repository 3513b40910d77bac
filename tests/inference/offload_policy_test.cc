#include "inference/offload_policy.h"

#include <gtest/gtest.h>

#include "inference/make_policy.h"

namespace orbitmesh {
namespace {

constexpr NodeId kSatellite{4};
constexpr NodeId kFarSite{7};
constexpr NodeId kNearSite{9};

PolicyView view() {
  PolicyView v;
  v.candidates = {{kFarSite, Tier::kGround, Duration::from_ms(40)},
                  {kSatellite, Tier::kSatellite, Duration::from_ms(3)},
                  {kNearSite, Tier::kGround, Duration::from_ms(20)}};
  return v;
}

TEST(LocalPolicy, NeedsAnAcceleratorThatHoldsTheModel) {
  const auto policy = make_policy(PolicyKind::kLocal);
  PolicyView v = view();
  EXPECT_FALSE(policy->place(v).placed());
  v.local = LocalCandidate{Duration(), Duration::from_ms(200)};
  EXPECT_EQ(policy->place(v).tier, Tier::kLocal);
}

TEST(NearestPolicy, TakesTheLeastPathDelayOfAnyTier) {
  const auto policy = make_policy(PolicyKind::kNearest);
  PolicyView v = view();
  EXPECT_EQ(policy->place(v).node, kSatellite);
  EXPECT_EQ(policy->place(v).tier, Tier::kSatellite);
  v.candidates[1].path_delay.reset();
  EXPECT_EQ(policy->place(v).node, kNearSite);
  EXPECT_EQ(policy->place(v).tier, Tier::kGround);
}

TEST(NearestPolicy, BreaksTiesByTheLowestId) {
  const auto policy = make_policy(PolicyKind::kNearest);
  PolicyView v = view();
  for (Candidate& c : v.candidates) c.path_delay = Duration::from_ms(5);
  EXPECT_EQ(policy->place(v).node, kSatellite);
}

TEST(NearestPolicy, HasNoPlacementWithoutAPath) {
  const auto policy = make_policy(PolicyKind::kNearest);
  PolicyView v = view();
  for (Candidate& c : v.candidates) c.path_delay.reset();
  EXPECT_FALSE(policy->place(v).placed());
  EXPECT_FALSE(policy->place(PolicyView{}).placed());
}

TEST(GroundPolicy, TakesTheNearestGroundNode) {
  const auto policy = make_policy(PolicyKind::kGround);
  PolicyView v = view();
  EXPECT_EQ(policy->place(v).node, kNearSite);
  v.candidates[0].path_delay.reset();
  v.candidates[2].path_delay.reset();
  EXPECT_FALSE(policy->place(v).placed());
}

TEST(GroundPolicy, SendsToItsSiteWithOrWithoutAPath) {
  const auto policy = make_policy(PolicyKind::kGround, {kFarSite});
  PolicyView v = view();
  EXPECT_EQ(policy->place(v).node, kFarSite);
  v.candidates[0].path_delay.reset();
  EXPECT_EQ(policy->place(v).node, kFarSite);
  EXPECT_EQ(policy->place(v).tier, Tier::kGround);
}

TEST(GroundPolicy, HasNoPlacementWhenItsSiteDoesNotHoldTheModel) {
  const auto policy = make_policy(PolicyKind::kGround, {NodeId{100}});
  EXPECT_FALSE(policy->place(view()).placed());
}

TEST(SatellitePolicy, TakesTheNearestSatelliteAndNoOtherNode) {
  const auto policy = make_policy(PolicyKind::kSatellite);
  PolicyView v = view();
  v.candidates[2].path_delay = Duration::from_ms(1);
  EXPECT_EQ(policy->place(v).node, kSatellite);
  EXPECT_EQ(policy->place(v).tier, Tier::kSatellite);
  v.candidates[1].path_delay.reset();
  EXPECT_FALSE(policy->place(v).placed());
}

TEST(MakePolicy, PassesTheFallbackOn) {
  PolicyView v;
  v.deadline = Duration::from_ms(400);
  v.local = LocalCandidate{Duration(), Duration::from_ms(100), Power{1e3}};
  v.candidates = {{kSatellite, Tier::kSatellite, Duration::from_ms(3)}};
  v.candidates[0].power = Power{1.0};
  EXPECT_EQ(
      make_policy(PolicyKind::kDeadline, {NodeId{}, Fallback::kLocal})->place(v).further.size(),
      1U);
  EXPECT_TRUE(make_policy(PolicyKind::kDeadline)->place(v).further.empty());
  EXPECT_TRUE(make_policy(PolicyKind::kLeastLatency)->place(v).further.empty());
}

}  // namespace
}  // namespace orbitmesh
