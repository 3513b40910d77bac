#include "inference/least_loaded_policy.h"

#include <gtest/gtest.h>

#include "inference/latency_estimate.h"
#include "tests/inference/policy_fixture.h"

namespace orbitmesh {
namespace {

using testing::candidate_of;
using testing::kNear;
using testing::kNext;
using testing::kSite;
using testing::kThird;
using testing::ms;
using testing::sample_view;

TEST(LeastLoadedPolicy, TakesTheNearestOfThoseThatCountAsIdle) {
  EXPECT_EQ(LeastLoadedPolicy().place(sample_view()).node, kNear);
}

TEST(LeastLoadedPolicy, TakesTheLeastReportedWaitHoweverFarAway) {
  LeastLoadedPolicy policy;
  PolicyView v = sample_view();
  candidate_of(v, kNear).reported_wait = ReportedWait{ms(30), ms(0)};
  candidate_of(v, kNext).reported_wait = ReportedWait{ms(20), ms(0)};
  candidate_of(v, kThird).reported_wait = ReportedWait{ms(25), ms(0)};
  EXPECT_EQ(policy.place(v).node, kSite) << "never heard of, so idle";
  candidate_of(v, kSite).reported_wait = ReportedWait{ms(21), ms(0)};
  EXPECT_EQ(policy.place(v).node, kNext);
}

TEST(LeastLoadedPolicy, AnOldReportFades) {
  LeastLoadedPolicy policy;
  PolicyView v = sample_view();
  v.candidates.resize(3);  // without kNext
  v.candidates.erase(v.candidates.begin());
  candidate_of(v, kNear).reported_wait = ReportedWait{ms(40), kReportedWaitFades / 2};
  candidate_of(v, kThird).reported_wait = ReportedWait{ms(19), ms(0)};
  EXPECT_EQ(policy.place(v).node, kThird) << "20 ms against 19 ms";
  candidate_of(v, kThird).reported_wait = ReportedWait{ms(21), ms(0)};
  EXPECT_EQ(policy.place(v).node, kNear);
}

TEST(LeastLoadedPolicy, HasNoPlacementWithoutAPath) {
  EXPECT_FALSE(LeastLoadedPolicy().place(PolicyView{}).placed());
}

}  // namespace
}  // namespace orbitmesh
