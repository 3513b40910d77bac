#include "inference/round_robin_policy.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/inference/policy_fixture.h"

namespace orbitmesh {
namespace {

using testing::candidate_of;
using testing::kNear;
using testing::kNext;
using testing::kSite;
using testing::kThird;
using testing::sample_view;

std::vector<NodeId> turns(RoundRobinPolicy& policy, const PolicyView& view, int n) {
  std::vector<NodeId> nodes;
  for (int i = 0; i < n; ++i) nodes.push_back(policy.place(view).node);
  return nodes;
}

TEST(RoundRobinPolicy, TakesEachNodeInTurn) {
  RoundRobinPolicy policy;
  EXPECT_EQ(turns(policy, sample_view(), 6),
            (std::vector<NodeId>{kSite, kNear, kNext, kThird, kSite, kNear}));
}

TEST(RoundRobinPolicy, PassesOverNodesWithoutAPathAndThoseThatHaveGone) {
  RoundRobinPolicy policy;
  PolicyView v = sample_view();
  EXPECT_EQ(turns(policy, v, 2), (std::vector<NodeId>{kSite, kNear}));
  candidate_of(v, kNext).path_delay.reset();
  EXPECT_EQ(policy.place(v).node, kThird);
  v.candidates.resize(2);  // kSite and kThird
  EXPECT_EQ(turns(policy, v, 2), (std::vector<NodeId>{kSite, kThird}));
}

TEST(RoundRobinPolicy, HasNoPlacementWithoutAPath) {
  RoundRobinPolicy policy;
  PolicyView v = sample_view();
  for (Candidate& c : v.candidates) c.path_delay.reset();
  EXPECT_FALSE(policy.place(v).placed());
}

}  // namespace
}  // namespace orbitmesh
