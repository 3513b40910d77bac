#include "inference/least_latency_policy.h"

#include <gtest/gtest.h>

#include "inference/make_policy.h"

namespace orbitmesh {
namespace {

constexpr Duration ms(std::int64_t n) { return Duration::from_ms(n); }
constexpr NodeId kSatellite{9};
constexpr NodeId kSite{4};
constexpr NodeId kOtherSite{3};

Candidate node(NodeId id, Tier tier, std::int64_t path_ms, std::int64_t service_ms) {
  Candidate c;
  c.node = id;
  c.tier = tier;
  c.path_delay = ms(path_ms);
  c.service = ms(service_ms);
  return c;
}

/// Satellite 20 + 43 = 63 ms, site 80 + 10 = 90 ms.
PolicyView view() {
  PolicyView v;
  v.deadline = ms(300);
  v.candidates = {node(kSite, Tier::kGround, 40, 10), node(kSatellite, Tier::kSatellite, 10, 43)};
  return v;
}

class LeastLatencyPolicyTest : public ::testing::Test {
 protected:
  NodeId choice(const PolicyView& v) { return policy_->place(v).node; }
  Tier tier(const PolicyView& v) { return policy_->place(v).tier; }
  std::unique_ptr<OffloadPolicy> policy_ = make_policy(PolicyKind::kLeastLatency);
};

TEST_F(LeastLatencyPolicyTest, TakesTheLeastEstimate) {
  PolicyView v = view();
  EXPECT_EQ(choice(v), kSatellite);
  EXPECT_EQ(tier(v), Tier::kSatellite);
  EXPECT_TRUE(policy_->place(v).further.empty());
  v.candidates[1].service = ms(71);  // 91 ms
  EXPECT_EQ(choice(v), kSite);
  EXPECT_EQ(tier(v), Tier::kGround);
}

TEST_F(LeastLatencyPolicyTest, CountsTheOwnAcceleratorsQueue) {
  PolicyView v = view();
  v.local = LocalCandidate{ms(0), ms(60)};
  EXPECT_EQ(tier(v), Tier::kLocal);
  v.local->queue_wait = ms(4);
  EXPECT_EQ(choice(v), kSatellite);
}

TEST_F(LeastLatencyPolicyTest, AHandshakeMayCostMoreThanALongerPath) {
  PolicyView v = view();
  v.candidates[1].connection = ConnectionState::kClosed;  // 63 + 60 ms
  EXPECT_EQ(choice(v), kSite);
}

TEST_F(LeastLatencyPolicyTest, AvoidsAReportedQueueUntilTheReportIsOld) {
  PolicyView v = view();
  v.candidates[1].reported_wait = ReportedWait{ms(54), ms(0)};  // 117 ms
  EXPECT_EQ(choice(v), kSite);
  v.candidates[1].reported_wait->age = ms(5'000);  // + 27 ms: 90, equal to the site's
  EXPECT_EQ(choice(v), kSatellite) << "satellite before ground";
  v.candidates[1].reported_wait->age = ms(4'999);
  EXPECT_EQ(choice(v), kSite);
}

TEST_F(LeastLatencyPolicyTest, BreaksTiesByTierThenById) {
  PolicyView v;
  v.candidates = {node(kSite, Tier::kGround, 10, 40), node(kOtherSite, Tier::kGround, 15, 30)};
  EXPECT_EQ(choice(v), kOtherSite);
  v.candidates.push_back(node(kSatellite, Tier::kSatellite, 5, 50));
  EXPECT_EQ(choice(v), kSatellite);
  v.local = LocalCandidate{ms(10), ms(50)};
  EXPECT_EQ(tier(v), Tier::kLocal);
}

TEST_F(LeastLatencyPolicyTest, NeedsAPathOrAnAcceleratorOfItsOwn) {
  PolicyView v = view();
  for (Candidate& c : v.candidates) c.path_delay.reset();
  EXPECT_FALSE(policy_->place(v).placed());
  v.local = LocalCandidate{ms(0), Duration::from_s(60)};
  EXPECT_EQ(tier(v), Tier::kLocal);
}

}  // namespace
}  // namespace orbitmesh
