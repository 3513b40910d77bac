#include "scenarios/site/site_verdict.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

using testing::HasSubstr;

constexpr std::int64_t kDay_slots = 5760;

class SiteVerdictTest : public testing::Test {
 protected:
  SiteVerdictTest() {
    question_.places = {{"mine", {}}};
    question_.workloads = {parse_site_workload("plan")};
    for (const Tier tier : {Tier::kSatellite, Tier::kGround}) {
      series_.push_back({{0, tier, 0}, {}, 0});
    }
    ask(Tier::kSatellite, "y");
    ask(Tier::kGround, "y");
    set_coverage(kDay_slots);
  }

  /// One request a slot, over the question's time: `pattern` repeated.
  void ask(Tier tier, const std::string& pattern) {
    ProbeSeries& series = series_[tier == Tier::kSatellite ? 0 : 1];
    series.results.clear();
    for (std::int64_t i = 0; i < question_.duration / SlotClock::kSlot; ++i) {
      ProbeResult result;
      result.issued = Time{} + i * SlotClock::kSlot;
      const char c = pattern[static_cast<std::size_t>(i) % pattern.size()];
      if (c == 'y') result.latency = Duration::from_ms(500);
      series.results.push_back(result);
    }
  }

  void set_coverage(std::int64_t served) {
    std::vector<BlockCount> slots(static_cast<std::size_t>(kDay_slots), BlockCount{1, 0});
    for (std::int64_t i = 0; i < served; ++i) slots[static_cast<std::size_t>(i)].hits = 1;
    coverage_.served = estimate_share(slots);
  }

  RequirementResult verdict(const std::string& requirement) const {
    std::vector<const ProbeSeries*> probes;
    for (const ProbeSeries& series : series_) probes.push_back(&series);
    return judge(parse_requirement(requirement), question_, coverage_, probes);
  }

  SiteQuestion question_;
  std::vector<ProbeSeries> series_;
  CoverageFigures coverage_;
};

TEST_F(SiteVerdictTest, AShareIsMetByItsBoundAndNotByItself) {
  EXPECT_EQ(verdict("plan on orbit: 95%").verdict, Verdict::kMet);
  EXPECT_EQ(verdict("plan on orbit: 99.9%").verdict, Verdict::kNotShown);
  EXPECT_THAT(verdict("plan on orbit: 99.9%").because, HasSubstr("72 independent"));
  ask(Tier::kSatellite, "yyyyyyyyyn");
  EXPECT_EQ(verdict("plan on orbit: 95%").verdict, Verdict::kMissed);
  EXPECT_EQ(verdict("plan on orbit: 85%").verdict, Verdict::kMet);
}

TEST_F(SiteVerdictTest, TheBestTierMustBeSureOfMore) {
  // 72 observations: 0.05^(1/72) is 95.93 %, 0.025^(1/72) 95.01 %.
  EXPECT_EQ(verdict("plan on ground: 95.5%").verdict, Verdict::kMet);
  EXPECT_EQ(verdict("plan: 95.5%").verdict, Verdict::kNotShown);
  ask(Tier::kSatellite, "n");
  EXPECT_EQ(verdict("plan: 90%").tier, Tier::kGround);
  EXPECT_EQ(verdict("plan: 90%").verdict, Verdict::kMet);
}

TEST_F(SiteVerdictTest, ATierThatHoldsNoSuchModelMisses) {
  EXPECT_EQ(verdict("plan on board: 5%").verdict, Verdict::kMissed);
  EXPECT_THAT(verdict("plan on board: 5%").because, HasSubstr("fits no accelerator"));
}

TEST_F(SiteVerdictTest, WhatMustNeverHappenTakesADayToShow) {
  EXPECT_EQ(verdict("plan on ground: 9 of 10").verdict, Verdict::kMet);
  EXPECT_THAT(verdict("plan on ground: 9 of 10").because, HasSubstr("at most one in 8 h"));
  EXPECT_EQ(verdict("coverage: gap < 1 min").verdict, Verdict::kMet);
  question_.duration = Duration::from_s(3600);
  ask(Tier::kGround, "y");
  EXPECT_EQ(verdict("plan on ground: 9 of 10").verdict, Verdict::kNotShown);
  EXPECT_EQ(verdict("coverage: gap < 1 min").verdict, Verdict::kNotShown);
}

TEST_F(SiteVerdictTest, WindowsAreCounted) {
  ask(Tier::kGround, "yyyyyyyyynn");
  EXPECT_EQ(verdict("plan on ground: 8 of 10").verdict, Verdict::kMet);
  EXPECT_EQ(verdict("plan on ground: 9 of 10").verdict, Verdict::kMissed);
}

TEST_F(SiteVerdictTest, AGapThatReachesToTheEndIsNoShortOne) {
  coverage_.gaps = {{Duration::from_s(3600), true}};
  set_coverage(kDay_slots - 240);
  EXPECT_EQ(verdict("coverage: gap < 2 h").verdict, Verdict::kNotShown);
  EXPECT_EQ(verdict("coverage: gap < 1 h").verdict, Verdict::kMissed);
  coverage_.gaps.front().open = false;
  EXPECT_EQ(verdict("coverage: gap < 2 h").verdict, Verdict::kMet);
}

TEST_F(SiteVerdictTest, NoServiceAtAllIsNeverEnough) {
  coverage_.gaps = {{question_.duration, true}};
  set_coverage(0);
  ask(Tier::kGround, "n");
  EXPECT_EQ(verdict("coverage: 1%").verdict, Verdict::kMissed);
  EXPECT_EQ(verdict("coverage: gap < 23 h").verdict, Verdict::kMissed);
  EXPECT_EQ(verdict("plan on ground: gap < 23 h").verdict, Verdict::kMissed);
  EXPECT_EQ(verdict("plan on ground: 1%").verdict, Verdict::kMissed);
}

TEST_F(SiteVerdictTest, EveryClauseCounts) {
  EXPECT_EQ(verdict("plan on ground: 95%, 9 of 10, gap < 1 min").verdict, Verdict::kMet);
  EXPECT_EQ(verdict("plan on ground: 99.9%, 9 of 10, gap < 1 min").verdict, Verdict::kNotShown);
  EXPECT_EQ(verdict("plan on ground: 95% in 100 ms, gap < 1 min").verdict, Verdict::kMissed);
}

}  // namespace
}  // namespace orbitmesh
