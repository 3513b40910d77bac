#include "inference/replicated_policy.h"

#include <gtest/gtest.h>

#include "tests/inference/policy_fixture.h"

namespace orbitmesh {
namespace {

using testing::kNear;
using testing::kNext;
using testing::kSite;
using testing::kThird;
using testing::ms;
using testing::sample_view;

TEST(ReplicatedPolicy, PlacesTwoCopiesToCompareAndOneThatStandsBy) {
  const Placement placement = ReplicatedPolicy(2, OnMismatch::kRetry).place(sample_view());
  EXPECT_EQ(placement.node, kNear);
  ASSERT_EQ(placement.further.size(), 2U);
  EXPECT_EQ(placement.further[0].node, kNext);
  EXPECT_EQ(placement.further[0].after, Duration());
  EXPECT_EQ(placement.further[1].node, kThird);
  EXPECT_FALSE(placement.further[1].after);
  EXPECT_EQ(placement.quorum, 2);
}

TEST(ReplicatedPolicy, PlacesThreeCopiesThatVote) {
  const Placement placement = ReplicatedPolicy(3, OnMismatch::kFlag).place(sample_view());
  ASSERT_EQ(placement.further.size(), 2U);
  EXPECT_EQ(placement.further[1].after, Duration());
  EXPECT_EQ(placement.quorum, 2);
  EXPECT_EQ(ReplicatedPolicy(3, OnMismatch::kRetry).place(sample_view()).further.at(2).node, kSite);
}

TEST(ReplicatedPolicy, UsesRemoteNodesAlone) {
  PolicyView v = sample_view();
  v.local = LocalCandidate{ms(0), ms(1), Power{60}};
  const Placement placement = ReplicatedPolicy(2, OnMismatch::kFlag).place(v);
  EXPECT_EQ(placement.node, kNear);
  EXPECT_EQ(placement.further.at(0).node, kNext);
}

TEST(ReplicatedPolicy, PlacesOneCopyWithoutComparisonWhereThereIsOneNode) {
  PolicyView v = sample_view();
  v.candidates.resize(1);
  const Placement placement = ReplicatedPolicy(3, OnMismatch::kRetry).place(v);
  EXPECT_TRUE(placement.placed());
  EXPECT_TRUE(placement.further.empty());
  EXPECT_EQ(placement.quorum, 1);
  EXPECT_FALSE(ReplicatedPolicy(3, OnMismatch::kRetry).place(PolicyView{}).placed());
}

TEST(ReplicatedPolicy, InTheAnomalyAloneIfToldSo) {
  PolicyView v = sample_view();
  ReplicatedPolicy policy(3, OnMismatch::kRetry, ReplicateWhen::kSaa);
  const Placement quiet = policy.place(v);
  EXPECT_EQ(quiet.node, kNear);
  EXPECT_TRUE(quiet.further.empty());
  EXPECT_EQ(quiet.quorum, 1);
  for (Candidate& candidate : v.candidates) {
    if (candidate.node == kNear) candidate.zone = RadiationZone::kStorm;
  }
  EXPECT_EQ(policy.place(v).further.size(), 3U);
  EXPECT_EQ(policy.place(v).quorum, 2);
}

}  // namespace
}  // namespace orbitmesh
