#include "inference/hedged_policy.h"

#include <gtest/gtest.h>

#include "tests/inference/policy_fixture.h"

namespace orbitmesh {
namespace {

using testing::kNear;
using testing::kNext;
using testing::ms;
using testing::sample_view;

std::optional<Duration> start_of_second(HedgedPolicy& policy, const PolicyView& view) {
  const Placement placement = policy.place(view);
  return placement.further.empty() ? std::nullopt : placement.further[0].after;
}

void tell(HedgedPolicy& policy, std::optional<Duration> latency, Duration under_way,
          int times = 1) {
  for (int i = 0; i < times; ++i) {
    policy.observe({kNear, Tier::kSatellite, Time(), latency, under_way});
  }
}

TEST(HedgedPolicy, PlacesASecondCopyAtTheNextBestPlace) {
  HedgedPolicy policy(ms(70), 0.95);
  const Placement placement = policy.place(sample_view());
  EXPECT_EQ(placement.node, kNear);
  ASSERT_EQ(placement.further.size(), 1U);
  EXPECT_EQ(placement.further[0].node, kNext);
  EXPECT_EQ(placement.further[0].after, ms(70));
  EXPECT_EQ(placement.quorum, 1);
}

TEST(HedgedPolicy, StartsAtTheQuantileOfWhatItHasObserved) {
  HedgedPolicy policy(std::nullopt, 0.75);
  EXPECT_EQ(start_of_second(policy, sample_view()), ms(200)) << "half the deadline";
  tell(policy, ms(60), ms(60), 5);
  tell(policy, ms(80), ms(80));
  tell(policy, ms(100), ms(100));
  EXPECT_EQ(start_of_second(policy, sample_view()), ms(200)) << "7 are not enough";
  tell(policy, ms(120), ms(120));
  EXPECT_EQ(start_of_second(policy, sample_view()), ms(80)) << "the sixth of 8";
  EXPECT_EQ(start_of_second(policy, sample_view(Time() + Duration::from_s(61))), ms(200));
}

TEST(HedgedPolicy, AnAttemptWithoutAnAnswerCountsWithTheTimeItTook) {
  HedgedPolicy policy(std::nullopt, 0.5);
  tell(policy, std::nullopt, ms(90), 8);
  EXPECT_EQ(start_of_second(policy, sample_view()), ms(90));
  tell(policy, std::nullopt, ms(900), 9);
  EXPECT_EQ(start_of_second(policy, sample_view()), ms(400)) << "no later than the deadline";
}

TEST(HedgedPolicy, DoesNotHedgeItsOwnAccelerator) {
  HedgedPolicy policy(ms(70), 0.95);
  PolicyView v = sample_view();
  v.local = LocalCandidate{ms(0), ms(49), Power{60}};
  EXPECT_EQ(policy.place(v).tier, Tier::kLocal);
  EXPECT_TRUE(policy.place(v).further.empty());
  v.local->service = ms(51);
  EXPECT_EQ(policy.place(v).further.at(0).tier, Tier::kLocal);
}

TEST(HedgedPolicy, HasOneCopyWhereThereIsOnePlace) {
  HedgedPolicy policy(ms(70), 0.95);
  PolicyView v = sample_view();
  v.candidates.resize(1);
  EXPECT_TRUE(policy.place(v).placed());
  EXPECT_TRUE(policy.place(v).further.empty());
  EXPECT_FALSE(policy.place(PolicyView{}).placed());
}

}  // namespace
}  // namespace orbitmesh
