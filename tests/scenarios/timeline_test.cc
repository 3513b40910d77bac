#include "scenarios/timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "core/temporary_folder.h"
#include "scenarios/world.h"
#include "tests/core/expect_input_error.h"
#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;

class TimelineTest : public testing::Test {
 protected:
  TimelineTest() : scenario_(parse_scenario(kGoodScenario)), world_(scenario_) {}

  std::string write(const std::string& text) {
    const std::string file = (folder_.path() / "t.csv").string();
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }
  std::vector<Outage> read(const std::string& text) {
    return read_timeline(write(text), "trace", world_.topology());
  }
  /// What is said behind the file's name.
  std::string error_of(const std::string& text) {
    const std::string file = write(text);
    const std::string error =
        input_error_of([&] { read_timeline(file, "trace", world_.topology()); });
    return error.substr(0, file.size()) == file ? error.substr(file.size()) : error;
  }

  TemporaryFolder folder_;
  Scenario scenario_;
  World world_;
};

Time at_ms(std::int64_t ms) { return Time{} + Duration::from_ms(ms); }

TEST_F(TimelineTest, ARowHoldsUntilTheNextOfItsLink) {
  const auto outages = read(
      "time_s,link,state,rate_bit_s,extra_delay_ms,loss\n"
      "1.5,user-up mine.1,up,12000000,2.5,0.01\n"
      "2,user-down mine.1,down,,,\n"
      "4,user-up mine.1,,6000000,,\n"
      "6,user-up mine.1,up,30000000,0,0\n");
  ASSERT_EQ(outages.size(), 3U);
  EXPECT_EQ(outages[0].cause, "trace");
  EXPECT_EQ(outages[0].target, "user-up mine.1");
  EXPECT_EQ(outages[0].begin, at_ms(1500));
  EXPECT_EQ(outages[0].end, at_ms(4000));
  EXPECT_DOUBLE_EQ(outages[0].effect.rate_factor, 0.4);
  EXPECT_EQ(outages[0].effect.extra_delay, Duration::from_us(2500));
  EXPECT_DOUBLE_EQ(outages[0].effect.loss, 0.01);
  EXPECT_FALSE(outages[0].effect.down);
  EXPECT_TRUE(outages[1].effect.down);
  EXPECT_EQ(outages[1].begin, at_ms(2000));
  EXPECT_EQ(outages[1].end, Time::max());
  // Empty fields leave what held before.
  EXPECT_EQ(outages[2].begin, at_ms(4000));
  EXPECT_EQ(outages[2].end, at_ms(6000));
  EXPECT_DOUBLE_EQ(outages[2].effect.rate_factor, 0.2);
  EXPECT_EQ(outages[2].effect.extra_delay, Duration::from_us(2500));
}

TEST_F(TimelineTest, TheStatedRateIsTheRateToTheBit) {
  for (const char* rate : {"12345678", "1000", "7", "214999999"}) {
    const bool tooLow = std::string(rate) == "7";
    const std::string text = std::string("time_s,link,rate_bit_s\n0,user-up mine.1,") + rate + "\n";
    if (tooLow) {
      EXPECT_THAT(error_of(text), HasSubstr("must lie between 1 kbit/s"));
      continue;
    }
    LinkCondition condition;
    condition.rate_factor = read(text)[0].effect.rate_factor;
    EXPECT_EQ(std::to_string(present_rate(BitRate{30'000'000}, condition).bit_s), rate);
  }
}

TEST_F(TimelineTest, ColumnsInAnyOrderQuotesAndWindowsLineEndsAreRead) {
  const auto outages = read("loss,link,time_s\r\n0.5,\"isl shell/00-00 shell/00-01\",3\r\n\r\n");
  ASSERT_EQ(outages.size(), 1U);
  EXPECT_EQ(outages[0].begin, at_ms(3000));
  EXPECT_EQ(outages[0].effect.loss, 0.5);
}

TEST_F(TimelineTest, RowsThatChangeNothingMakeNoOutage) {
  const auto outages = read(
      "time_s,link,state\n0,user-up mine.1,up\n1,user-up mine.1,down\n2,user-up mine.1,down\n"
      "3,user-up mine.1,up\n");
  ASSERT_EQ(outages.size(), 1U);
  EXPECT_EQ(outages[0].end, at_ms(3000));
}

TEST_F(TimelineTest, AFileWithoutRowsIsEmpty) { EXPECT_TRUE(read("time_s,link\n").empty()); }

TEST_F(TimelineTest, FaultsHaveTheirPlace) {
  const std::string header = "time_s,link,state,rate_bit_s,extra_delay_ms,loss\n";
  EXPECT_EQ(error_of(""), ":1:1: the file has no header");
  EXPECT_EQ(error_of("time_s,link,rate\n"),
            ":1:13: the column 'rate' is not known; known: time_s, link, state, rate_bit_s, "
            "extra_delay_ms, loss");
  EXPECT_THAT(error_of("time_s,link,stat\n"), HasSubstr("did you mean 'state'?"));
  EXPECT_EQ(error_of("time_s,link,loss,loss\n"), ":1:18: the column 'loss' stands twice");
  EXPECT_EQ(error_of("link,state\n"), ":1:1: there is no column 'time_s'");
  EXPECT_EQ(error_of("time_s,state\n"), ":1:1: there is no column 'link'");
  EXPECT_EQ(error_of(header + "1,user-up mine.1,up\n"),
            ":2:1: this row has 3 fields, the header 6");
  EXPECT_EQ(error_of(header + ",user-up mine.1,,,,\n"), ":2:1: this row has no time_s");
  EXPECT_EQ(error_of(header + "1,,,,,\n"), ":2:3: this row has no link");
  EXPECT_EQ(error_of(header + "1,user-up mien.1,,,,\n"),
            ":2:3: there is no link 'user-up mien.1', did you mean 'user-up mine.1'?");
  EXPECT_EQ(error_of(header + "1,user-up mine.1,away,,,\n"),
            ":2:18: state is 'away'; it must be up or down");
  EXPECT_EQ(error_of(header + "1,user-up mine.1,,,,1.5\n"),
            ":2:21: loss is '1.5'; it must be a number between 0 and 1");
  EXPECT_EQ(error_of(header + "1,user-up mine.1,,,,nan\n"),
            ":2:21: loss is 'nan'; it must be a number between 0 and 1");
  EXPECT_THAT(error_of(header + "1,user-up mine.1,,,900,\n"),
              HasSubstr(":2:20: extra_delay_ms is"));
  EXPECT_THAT(error_of(header + "1,user-up mine.1,,,-1,\n"), HasSubstr(":2:20: extra_delay_ms"));
  EXPECT_THAT(error_of(header + "soon,user-up mine.1,,,,\n"), HasSubstr(":2:1: time_s: "));
  EXPECT_THAT(error_of(header + "-1,user-up mine.1,,,,\n"), HasSubstr(":2:1: time_s is"));
  EXPECT_EQ(error_of(header + "2,user-up mine.1,,,,\n1,user-up mine.1,,,,\n"),
            ":3:1: rows must stand in ascending order of time");
}

TEST_F(TimelineTest, AFileThatIsMissingOrNoTextIsRefused) {
  EXPECT_THAT(input_error_of([&] {
                read_timeline((folder_.path() / "none.csv").string(), "t", world_.topology());
              }),
              HasSubstr("none.csv"));
  EXPECT_THAT(error_of(std::string("time_s,link\n\0", 13)), HasSubstr("is not a text file"));
}

TEST_F(TimelineTest, TooManyRowsAreRefused) {
  std::string text = "time_s,link\n";
  for (std::int64_t i = 0; i <= kMaxTimelineRows; ++i) text += "0,user-up mine.1\n";
  EXPECT_THAT(error_of(text), EndsWith("a timeline has at most 500000 rows"));
}

TEST_F(TimelineTest, AScenarioFindsItFromItsOwnFolder) {
  write("time_s,link,state\n5,user-up mine.1,down\n70,user-up mine.1,up\n80,user-up mine.1,down\n");
  const std::string file = (folder_.path() / "s.toml").string();
  std::ofstream(file) << kGoodScenario << "\n[[timeline]]\nname = \"trace\"\nfile = \"t.csv\"\n";
  const Scenario scenario = load_scenario(file);
  EXPECT_EQ(scenario.timelines[0].file, (folder_.path() / "t.csv").string());
  const World world(scenario);
  // The run ends at 60 s.
  ASSERT_EQ(world.outages().size(), 1U);
  EXPECT_EQ(world.outages()[0].end, at_ms(70'000));
}

}  // namespace
}  // namespace orbitmesh
