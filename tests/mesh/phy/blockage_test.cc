#include "mesh/phy/blockage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "core/error.h"

namespace orbitmesh {
namespace {

constexpr Duration kDrive = Duration::from_s(1'440'000);

struct Drive {
  std::map<Blockage, std::vector<double>> durations_s;

  double events_per_hour(Blockage state) {
    return static_cast<double>(durations_s[state].size()) / (kDrive.seconds() / 3600);
  }
  double median_s(Blockage state) {
    auto& all = durations_s[state];
    std::sort(all.begin(), all.end());
    return all[all.size() / 2];
  }
  double share(Blockage state) {
    double sum_s = 0;
    for (const double s : durations_s[state]) sum_s += s;
    return sum_s / kDrive.seconds();
  }
};

Drive drive(const std::vector<BlockageCause>& causes) {
  BlockageProcess process(causes, RngStream(1, "test.blockage", 0));
  Drive result;
  for (Time t; t.since_epoch() < kDrive;) {
    const BlockageSpell& spell = process.at(t);
    result.durations_s[spell.state].push_back((spell.end - spell.begin).seconds());
    t = spell.end;
  }
  return result;
}

TEST(BlockageProcessTest, HasTheMeasuredRatesAndDurations) {
  Drive result = drive(measured_drive_blockage());
  EXPECT_NEAR(result.events_per_hour(Blockage::kNoSchedule), 67, 2);
  EXPECT_NEAR(result.events_per_hour(Blockage::kObstructed), 61, 2);
  EXPECT_NEAR(result.events_per_hour(Blockage::kNoDownlink), 45, 2);
  EXPECT_NEAR(result.median_s(Blockage::kNoSchedule), 8.9, 0.3);
  EXPECT_NEAR(result.median_s(Blockage::kObstructed), 3.3, 0.1);
  EXPECT_NEAR(result.median_s(Blockage::kNoDownlink), 2.1, 0.1);
}

TEST(BlockageProcessTest, TheClearShareIsWhatTheCausesLeave) {
  // Events a second times median / ln 2: 0.239 + 0.081 + 0.038.
  EXPECT_NEAR(drive(measured_drive_blockage()).share(Blockage::kClear), 0.642, 0.01);
}

TEST(BlockageProcessTest, ObstructionKeepsTheProbabilityOfLineOfSight) {
  Drive result = drive(obstruction(0.613, Duration::from_s(4)));
  EXPECT_NEAR(result.share(Blockage::kClear), 0.613, 0.01);
  EXPECT_NEAR(result.median_s(Blockage::kObstructed), 4.0, 0.1);
}

TEST(BlockageProcessTest, IsStationaryFromTheEpochOn) {
  int clear = 0;
  constexpr int kCars = 20'000;
  for (int car = 0; car < kCars; ++car) {
    BlockageProcess process(measured_drive_blockage(),
                            RngStream(1, "test.blockage", static_cast<std::uint64_t>(car)));
    clear += process.at(Time{}).state == Blockage::kClear ? 1 : 0;
  }
  EXPECT_NEAR(static_cast<double>(clear) / kCars, 0.642, 0.012);
}

TEST(BlockageProcessTest, AlternatesBetweenClearAndInterrupted) {
  BlockageProcess process(measured_drive_blockage(), RngStream(3, "test.blockage", 0));
  BlockageSpell before = process.at(Time{});
  for (int i = 0; i < 1000; ++i) {
    const BlockageSpell spell = process.at(before.end);
    EXPECT_EQ(spell.begin, before.end);
    EXPECT_NE(spell.state == Blockage::kClear, before.state == Blockage::kClear);
    before = spell;
  }
}

TEST(BlockageProcessTest, DoesNotDependOnWhenItIsAsked) {
  BlockageProcess often(measured_drive_blockage(), RngStream(7, "test.blockage", 0));
  BlockageProcess seldom(measured_drive_blockage(), RngStream(7, "test.blockage", 0));
  for (int s = 0; s < 3600; ++s) often.at(Time{} + Duration::from_s(s));
  for (const int s : {3000, 10, 1800}) {
    const Time t = Time{} + Duration::from_s(s);
    EXPECT_EQ(often.at(t).begin, seldom.at(t).begin);
    EXPECT_EQ(often.at(t).state, seldom.at(t).state);
  }
}

TEST(BlockageProcessTest, WithoutCausesItStaysClear) {
  BlockageProcess process(obstruction(1.0, Duration::from_s(4)), RngStream(1, "test", 0));
  EXPECT_EQ(process.at(Time{} + Duration::from_s(1'000'000)).state, Blockage::kClear);
  BlockageProcess none({}, RngStream(1, "test", 0));
  EXPECT_EQ(none.at(Time{} + Duration::from_s(1'000'000)).state, Blockage::kClear);
}

TEST(BlockageProcessTest, RefusesCausesThatLeaveNoClearTime) {
  EXPECT_THROW(BlockageProcess({{Blockage::kObstructed, 360, Duration::from_s(10)}},
                               RngStream(1, "test", 0)),
               InputError);
  EXPECT_THROW(BlockageProcess({{Blockage::kObstructed, 10, Duration{}}}, RngStream(1, "test", 0)),
               InputError);
}

}  // namespace
}  // namespace orbitmesh
