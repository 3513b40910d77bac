#include "inference/deadline_policy.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

constexpr Duration ms(std::int64_t n) { return Duration::from_ms(n); }
constexpr NodeId kSatellite{9};
constexpr NodeId kNextSatellite{10};
constexpr NodeId kSite{4};
constexpr NodeId kOtherSite{5};

Candidate node(NodeId id, Tier tier, std::int64_t latency_ms, double power_w) {
  Candidate c;
  c.node = id;
  c.tier = tier;
  c.path_delay = ms((latency_ms - 40) / 2);
  c.service = ms(40);
  c.power = Power{power_w};
  return c;
}

/// Deadline 400 ms. Estimates: satellite 100 ms, so P = 1; site 300 ms, so P = 0.5.
/// Energies: satellite 24 J, site 28 J.
PolicyView view(Time now = Time()) {
  PolicyView v;
  v.now = now;
  v.deadline = ms(400);
  v.candidates = {node(kSite, Tier::kGround, 300, 700),
                  node(kSatellite, Tier::kSatellite, 100, 600)};
  return v;
}

LocalCandidate local(std::int64_t service_ms, double power_w, std::int64_t wait_ms = 0) {
  return {ms(wait_ms), ms(service_ms), Power{power_w}};
}

void tell(DeadlinePolicy& policy, NodeId id, Tier tier, int times,
          std::optional<Duration> latency = std::nullopt, Time at = Time()) {
  for (int i = 0; i < times; ++i) policy.observe({id, tier, at, latency});
}

TEST(DeadlinePolicy, BeginsWithTheEstimates) {
  DeadlinePolicy policy(Fallback::kNone);
  EXPECT_EQ(policy.place(view()).node, kSatellite);
  PolicyView v = view();
  v.candidates[1].service = ms(290);  // 350 ms: P = 0.25
  EXPECT_EQ(policy.place(v).node, kSite);
  EXPECT_EQ(policy.place(v).tier, Tier::kGround);
}

TEST(DeadlinePolicy, LeavesAClassThatMissesItsDeadlines) {
  DeadlinePolicy policy(Fallback::kNone);
  tell(policy, kSatellite, Tier::kSatellite, 3);
  EXPECT_EQ(policy.place(view()).node, kSatellite) << "4 / 7 against 0.5";
  tell(policy, kSatellite, Tier::kSatellite, 2);
  EXPECT_EQ(policy.place(view()).node, kSite) << "4 / 9 against 0.5";
}

TEST(DeadlinePolicy, AnAnswerPastTheDeadlineIsAMiss) {
  DeadlinePolicy policy(Fallback::kNone);
  tell(policy, kSatellite, Tier::kSatellite, 5, ms(400));
  EXPECT_EQ(policy.place(view()).node, kSatellite);
  tell(policy, kSatellite, Tier::kSatellite, 64, ms(400) + Duration::from_ns(1));
  EXPECT_EQ(policy.place(view()).node, kSite);
}

TEST(DeadlinePolicy, TriesAgainWhenTheRecordHasAged) {
  DeadlinePolicy policy(Fallback::kNone);
  tell(policy, kSatellite, Tier::kSatellite, 64);
  EXPECT_EQ(policy.place(view(Time() + Duration::from_s(60))).node, kSite);
  EXPECT_EQ(policy.place(view(Time() + Duration::from_s(61))).node, kSatellite);
}

TEST(DeadlinePolicy, SatellitesShareARecordAndGroundNodesDoNot) {
  DeadlinePolicy policy(Fallback::kNone);
  tell(policy, kNextSatellite, Tier::kSatellite, 64);
  PolicyView v = view();
  EXPECT_EQ(policy.place(v).node, kSite);
  tell(policy, kSite, Tier::kGround, 64);
  v.candidates.push_back(node(kOtherSite, Tier::kGround, 340, 700));  // P = 0.3
  EXPECT_EQ(policy.place(v).node, kOtherSite);
}

TEST(DeadlinePolicy, TakesLessEnergyWithinOnePercentagePoint) {
  DeadlinePolicy policy(Fallback::kNone);
  PolicyView v = view();
  v.candidates = {node(kSatellite, Tier::kSatellite, 298, 700),  // P = 0.51, 28 J
                  node(kSite, Tier::kGround, 300, 600)};         // P = 0.50, 24 J
  v.candidates[1].path_delay = Duration::from_us(129'980);       // P = 0.5002
  EXPECT_EQ(policy.place(v).node, kSite);
  v.candidates[1].path_delay = Duration::from_us(130'020);  // P = 0.4998
  EXPECT_EQ(policy.place(v).node, kSatellite);
}

TEST(DeadlinePolicy, UnknownPowerCountsMostAndEqualEnergyGoesByTier) {
  DeadlinePolicy policy(Fallback::kNone);
  PolicyView v = view();
  v.candidates = {node(kSite, Tier::kGround, 100, 600),
                  node(kSatellite, Tier::kSatellite, 100, 600)};
  EXPECT_EQ(policy.place(v).node, kSatellite);
  v.candidates[1].power.reset();
  EXPECT_EQ(policy.place(v).node, kSite);
}

TEST(DeadlinePolicy, KnowsWhetherItsOwnAcceleratorIsInTime) {
  DeadlinePolicy policy(Fallback::kNone);
  tell(policy, kSatellite, Tier::kSatellite, 1);  // P = 0.8
  PolicyView v = view();
  v.local = local(300, 60, 100);  // exactly 400 ms
  EXPECT_EQ(policy.place(v).tier, Tier::kLocal);
  v.local->queue_wait = ms(100) + Duration::from_ns(1);
  EXPECT_EQ(policy.place(v).node, kSatellite);
}

TEST(DeadlinePolicy, TakesTheLeastLatencyWhenTheDeadlineIsOutOfReach) {
  DeadlinePolicy policy(Fallback::kLocal);
  PolicyView v = view();
  v.deadline = ms(90);
  v.local = local(500, 1);
  const Placement placement = policy.place(v);
  EXPECT_EQ(placement.node, kSatellite);
  EXPECT_TRUE(placement.further.empty());
  v.local = local(95, 1);
  EXPECT_EQ(policy.place(v).tier, Tier::kLocal);
}

TEST(DeadlinePolicy, NeedsAPathOrAnAcceleratorOfItsOwn) {
  DeadlinePolicy policy(Fallback::kLocal);
  EXPECT_FALSE(policy.place(PolicyView{}).placed());
  PolicyView v = view();
  for (Candidate& c : v.candidates) c.path_delay.reset();
  EXPECT_FALSE(policy.place(v).placed());
}

TEST(DeadlinePolicy, FallbackLeavesTimeForTheServiceAndAMargin) {
  const struct {
    Fallback fallback;
    LocalCandidate local;
    std::optional<Duration> start;
  } kCases[] = {
      {Fallback::kLocal, local(100, 1e6), ms(290)},
      {Fallback::kLocal, local(100, 1e6, 300), ms(290)},
      {Fallback::kLocal, local(100, 1e6, 301), std::nullopt},
      {Fallback::kLocal, local(349, 1e6), ms(41)},
      {Fallback::kLocal, local(401, 1e6), std::nullopt},
      {Fallback::kNone, local(100, 1e6), std::nullopt},
  };
  for (const auto& c : kCases) {
    DeadlinePolicy policy(c.fallback);
    PolicyView v = view();
    v.candidates = {node(kSite, Tier::kGround, 50, 1)};
    v.candidates[0].path_delay = ms(0);  // 40 ms
    v.local = c.local;
    const Placement placement = policy.place(v);
    EXPECT_EQ(placement.tier, Tier::kGround);
    ASSERT_EQ(placement.further.size(), c.start ? 1U : 0U) << c.local.service.ns();
    if (!c.start) continue;
    EXPECT_EQ(placement.further[0].after, c.start);
    EXPECT_EQ(placement.further[0].tier, Tier::kLocal);
  }
}

TEST(DeadlinePolicy, RunsLocallyAtOnceWhenNoTimeIsLeftForAFallback) {
  DeadlinePolicy policy(Fallback::kLocal);
  tell(policy, kSatellite, Tier::kSatellite, 1);
  PolicyView v = view();
  v.local = local(390, 1e6);
  EXPECT_EQ(policy.place(v).tier, Tier::kLocal);
}

/// With a fallback, satellite (24 J) and own accelerator both are sure to be in time, so
/// that the expected energy decides: 24 J + (1 - P(before the fallback)) 40 J.
TEST(DeadlinePolicy, WeighsTheEnergyOfTheFallbackWithItsProbability) {
  DeadlinePolicy policy(Fallback::kLocal);
  PolicyView v = view();
  v.candidates.erase(v.candidates.begin());
  v.local = local(100, 400);  // 40 J; the fallback would start at 290 ms
  EXPECT_EQ(policy.place(v).node, kSatellite) << "24 J";
  tell(policy, kSatellite, Tier::kSatellite, 2, ms(290));
  EXPECT_EQ(policy.place(v).node, kSatellite) << "24 + 2/6 40 = 37.3 J";
  tell(policy, kSatellite, Tier::kSatellite, 1, ms(290));
  EXPECT_EQ(policy.place(v).tier, Tier::kLocal) << "24 + 3/7 40 = 41.1 J";
  EXPECT_TRUE(policy.place(v).further.empty());
  tell(policy, kSatellite, Tier::kSatellite, 1, ms(290) - Duration::from_ns(1));
  EXPECT_EQ(policy.place(v).node, kSatellite) << "24 + 3/8 40 = 39 J";
}

TEST(DeadlinePolicy, AFallbackOfUnknownPowerMattersWhenItMayStart) {
  DeadlinePolicy policy(Fallback::kLocal);
  PolicyView v = view();
  v.candidates.erase(v.candidates.begin());
  v.local = local(100, 0);
  v.local->power.reset();
  EXPECT_EQ(policy.place(v).node, kSatellite);
  tell(policy, kSatellite, Tier::kSatellite, 1);
  EXPECT_EQ(policy.place(v).tier, Tier::kLocal);
}

TEST(DeadlinePolicy, AHandshakeCountsAgainstADeadlineButNotAgainstEnergy) {
  PolicyView v = view();
  v.candidates.erase(v.candidates.begin());
  v.candidates[0].connection = ConnectionState::kClosed;  // 100 + 180 ms
  v.local = local(100, 400);
  DeadlinePolicy hedged(Fallback::kLocal);
  EXPECT_EQ(hedged.place(v).node, kSatellite) << "24 J against 40 J";
  DeadlinePolicy bare(Fallback::kNone);
  EXPECT_EQ(bare.place(v).tier, Tier::kLocal) << "P = 0.6 against 1";
}

TEST(DeadlinePolicy, WithoutFallbackProbabilityComesBeforeEnergy) {
  DeadlinePolicy policy(Fallback::kNone);
  PolicyView v = view();
  v.local = local(100, 400);
  EXPECT_EQ(policy.place(v).node, kSatellite);
  tell(policy, kSatellite, Tier::kSatellite, 1);
  EXPECT_EQ(policy.place(v).tier, Tier::kLocal);
}

}  // namespace
}  // namespace orbitmesh
