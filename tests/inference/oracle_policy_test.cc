#include "inference/oracle_policy.h"

#include <gtest/gtest.h>

#include <map>
#include <stdexcept>

#include "inference/make_policy.h"
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

struct Waits final : ClairvoyantView {
  std::map<NodeId, std::optional<Duration>> at;
  std::map<NodeId, Duration> coming;
  std::optional<NodeOutlook> outlook(NodeId node) const override {
    const auto queued = at.find(node);
    if (queued != at.end() && !queued->second) return std::nullopt;
    const auto more = coming.find(node);
    return NodeOutlook{queued == at.end() ? Duration() : *queued->second,
                       more == coming.end() ? Duration() : more->second};
  }
};

TEST(OraclePolicy, KnowsTheQueuesThatNobodyReports) {
  Waits waits;
  OraclePolicy policy(&waits);
  PolicyView v = sample_view();
  candidate_of(v, kNear).reported_wait = ReportedWait{ms(300), ms(0)};
  EXPECT_EQ(policy.place(v).node, kNear) << "what was reported is no longer so";
  waits.at[kNear] = ms(8);
  EXPECT_EQ(policy.place(v).node, kNext);
}

TEST(OraclePolicy, AQueueGetsShorterWhileTheRequestTravels) {
  Waits waits;
  OraclePolicy policy(&waits);
  waits.at[kNear] = ms(7);  // 2 ms are left 5 ms later: 52 ms, as the next
  waits.at[kThird] = ms(10);
  EXPECT_EQ(policy.place(sample_view()).node, kNear);
  waits.at[kNear] = ms(7) + Duration::from_ns(1);
  EXPECT_EQ(policy.place(sample_view()).node, kNext);
}

TEST(OraclePolicy, CountsWhatIsOnItsWay) {
  Waits waits;
  OraclePolicy policy(&waits);
  waits.coming[kNear] = ms(2);
  EXPECT_EQ(policy.place(sample_view()).node, kNear) << "52 ms, as the next";
  waits.coming[kNear] = ms(3);
  EXPECT_EQ(policy.place(sample_view()).node, kNext);
}

TEST(OraclePolicy, TheBoundLeavesOutTheHandshake) {
  Waits waits;
  OraclePolicy policy(&waits);
  PolicyView v = sample_view();
  candidate_of(v, kNear).connection = ConnectionState::kClosed;
  EXPECT_EQ(policy.place(v).node, kNext);
  EXPECT_EQ(policy.place(v).bound, ms(50));
}

TEST(OraclePolicy, LeavesOutWhatIsDown) {
  Waits waits;
  OraclePolicy policy(&waits);
  waits.at[kNear] = std::nullopt;
  waits.at[kNext] = std::nullopt;
  EXPECT_EQ(policy.place(sample_view()).node, kThird);
  waits.at[kThird] = std::nullopt;
  waits.at[kSite] = std::nullopt;
  EXPECT_FALSE(policy.place(sample_view()).placed());
}

TEST(OraclePolicy, CannotBeMadeWithoutAClairvoyantView) {
  EXPECT_THROW(make_policy(PolicyKind::kOracle), std::invalid_argument);
}

}  // namespace
}  // namespace orbitmesh
