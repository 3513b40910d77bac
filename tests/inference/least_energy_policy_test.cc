#include "inference/least_energy_policy.h"

#include <gtest/gtest.h>

#include "tests/inference/policy_fixture.h"

namespace orbitmesh {
namespace {

using testing::candidate_of;
using testing::kNear;
using testing::kNext;
using testing::kSite;
using testing::ms;
using testing::sample_view;

TEST(LeastEnergyPolicy, TakesTheLeastEnergyWithinTheDeadline) {
  LeastEnergyPolicy policy;
  PolicyView v = sample_view();
  EXPECT_EQ(policy.place(v).node, kSite) << "8 J";
  v.deadline = ms(239);
  EXPECT_EQ(policy.place(v).node, kNext) << "20 J; the site takes 240 ms";
  v.deadline = ms(51);
  EXPECT_EQ(policy.place(v).node, kNear);
}

TEST(LeastEnergyPolicy, CountsTheOwnAcceleratorToo) {
  LeastEnergyPolicy policy;
  PolicyView v = sample_view();
  v.local = LocalCandidate{ms(0), ms(100), Power{60}};
  EXPECT_EQ(policy.place(v).tier, Tier::kLocal) << "6 J";
  v.local->queue_wait = ms(301);
  EXPECT_EQ(policy.place(v).node, kSite) << "401 ms";
}

TEST(LeastEnergyPolicy, TakesTheLeastLatencyWhenTheDeadlineIsOutOfReach) {
  LeastEnergyPolicy policy;
  PolicyView v = sample_view();
  v.deadline = ms(10);
  EXPECT_EQ(policy.place(v).node, kNear);
}

TEST(LeastEnergyPolicy, AnUnknownPowerCountsAsMoreThanAny) {
  LeastEnergyPolicy policy;
  PolicyView v = sample_view();
  candidate_of(v, kSite).power.reset();
  EXPECT_EQ(policy.place(v).node, kNext);
  for (Candidate& c : v.candidates) c.power.reset();
  EXPECT_EQ(policy.place(v).node, kNear) << "then the latency decides";
}

TEST(LeastEnergyPolicy, HasNoPlacementWithoutAPlace) {
  EXPECT_FALSE(LeastEnergyPolicy().place(PolicyView{}).placed());
}

}  // namespace
}  // namespace orbitmesh
