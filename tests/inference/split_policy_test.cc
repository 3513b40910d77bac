#include "inference/split_policy.h"

#include <gtest/gtest.h>

#include "inference/latency_estimate.h"
#include "tests/inference/policy_fixture.h"

namespace orbitmesh {
namespace {

using testing::candidate_of;
using testing::kNear;
using testing::kSite;
using testing::ms;

/// 1 Mbit/s up, so that a request of 125 kB takes a second: whole, the near node takes
/// 1050 ms and the own accelerator 600 ms. Cut 0 halves the bytes behind 10 % of the work,
/// cut 1 leaves 12.5 kB behind 50 % of it.
PolicyView view() {
  PolicyView v = testing::sample_view();
  v.candidates.resize(3);
  v.transport.uplink = BitRate{1'000'000};
  v.request = Bytes{125'000};
  v.local = LocalCandidate{ms(0), ms(600), Power{60}};
  v.cuts = {{Bytes{62'500}, ms(60)}, {Bytes{12'500}, ms(300)}};
  for (Candidate& c : v.candidates) c.tails = {ms(36), ms(20)};
  return v;
}

TEST(SplitPolicy, EstimatesHeadPayloadAndTail) {
  PolicyView v = view();
  v.local->queue_wait = ms(7);
  const Candidate& near = candidate_of(v, kNear);
  EXPECT_EQ(estimated_split_latency(v, near, 0), ms(7 + 60 + 500 + 10 + 36));
  EXPECT_EQ(estimated_split_latency(v, near, 1), ms(7 + 300 + 100 + 10 + 20));
  v.local.reset();
  EXPECT_FALSE(estimated_split_latency(v, near, 0));
}

TEST(SplitPolicy, ChoosesTheCutOfTheLeastLatency) {
  SplitPolicy policy(std::nullopt);
  PolicyView v = view();
  EXPECT_EQ(policy.place(v).node, kNear);
  EXPECT_EQ(policy.place(v).cut, 1) << "430 ms against 606 ms";
  v.transport.uplink = BitRate{5'000'000};
  EXPECT_EQ(policy.place(v).cut, 0) << "60 + 100 + 46 against 300 + 20 + 30, and 200 + 50";
}

TEST(SplitPolicy, LeavesTheModelWholeWhereThatIsFaster) {
  SplitPolicy policy(std::nullopt);
  PolicyView v = view();
  v.transport.uplink = BitRate{1'000'000'000};
  EXPECT_EQ(policy.place(v).node, kNear);
  EXPECT_FALSE(policy.place(v).cut);
  v = view();
  v.local->service = ms(400);
  EXPECT_EQ(policy.place(v).tier, Tier::kLocal);
}

TEST(SplitPolicy, KeepsToTheCutItIsTold) {
  SplitPolicy policy(0);
  PolicyView v = view();
  EXPECT_EQ(policy.place(v).cut, 0);
  v.transport.uplink = BitRate{1'000'000'000};
  EXPECT_EQ(policy.place(v).cut, 0);
  candidate_of(v, kNear).path_delay = ms(300);
  EXPECT_EQ(policy.place(v).node, testing::kThird) << "and chooses the node";
}

TEST(SplitPolicy, NeedsAnAcceleratorOfItsOwnToSplit) {
  PolicyView v = view();
  v.local.reset();
  v.cuts.clear();
  EXPECT_EQ(SplitPolicy(std::nullopt).place(v).node, kNear);
  EXPECT_FALSE(SplitPolicy(0).place(v).cut);
  EXPECT_FALSE(SplitPolicy(0).place(PolicyView{}).placed());
}

}  // namespace
}  // namespace orbitmesh
