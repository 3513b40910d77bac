#include "scenarios/traffic_matrix.h"

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

class TrafficMatrixTest : public testing::Test {
 protected:
  std::vector<FlowSection> read(std::string_view text) {
    write(text);
    FlowSection matrix;
    matrix.name = "cities";
    matrix.start = Duration::from_s(5);
    return read_traffic_matrix(file(), matrix);
  }
  /// The good scenario with this matrix.
  Scenario load(std::string_view text, const std::string& keys = "") {
    write(text);
    const std::string scenario = (folder.path() / "s.toml").string();
    std::ofstream(scenario) << kGoodScenario
                            << "[[flow]]\nname = \"cities\"\nkind = \"matrix\"\nfile = \"m.csv\"\n"
                            << keys;
    return load_scenario(scenario, {});
  }
  std::string error_of(std::string_view text, const std::string& keys = "") {
    return input_error_of([&] { load(text, keys); });
  }
  void write(std::string_view text) { std::ofstream(file()) << text; }
  std::string file() const { return (folder.path() / "m.csv").string(); }

  TemporaryFolder folder;
};

TEST_F(TrafficMatrixTest, EachRowIsAFlow) {
  const auto flows = read(
      "to,from,rate_bit_s,kind,size_bytes\n"
      "austin,mine,1e6,,\n"
      "austin,robot,0,udp-cbr,\n"
      "robot,austin,,tcp-bulk,\n"
      "robot-2,mine,2500,udp-cbr,100\n");
  ASSERT_EQ(flows.size(), 3U);  // no traffic, no flow
  EXPECT_EQ(flows[0].name, "cities-1");
  EXPECT_EQ(flows[0].kind, TrafficKind::kUdpCbr);
  EXPECT_EQ(flows[0].from, "mine");
  EXPECT_EQ(flows[0].to, "austin");
  EXPECT_EQ(flows[0].rate, BitRate{1'000'000});
  EXPECT_EQ(flows[0].start, Duration::from_s(5));
  EXPECT_EQ(flows[1].name, "cities-3");
  EXPECT_EQ(flows[1].kind, TrafficKind::kTcpBulk);
  EXPECT_EQ(flows[2].size, Bytes{100});
}

TEST_F(TrafficMatrixTest, AScenarioHasItsFlowsInItsPlace) {
  const Scenario scenario = load("from,to,rate_bit_s\nmine,austin,1000000\nrobot-2,austin,5000\n");
  ASSERT_EQ(scenario.flows.size(), 3U);
  EXPECT_EQ(scenario.flows[1].name, "cities-1");
  EXPECT_EQ(scenario.flows[1].stop, Duration::from_s(60));
  EXPECT_EQ(scenario.flows[2].size, Bytes{1200});
  const World world(scenario);
  EXPECT_EQ(world.topology().node(world.end_host("robot-2")).name, "robot-2");
  EXPECT_EQ(world.topology().node(world.end_host("mine")).name, "mine.host");
}

TEST_F(TrafficMatrixTest, ASatelliteCanBeAnEnd) {
  const Scenario scenario = load("from,to,rate_bit_s\nmine,shell/00-01,1000000\n");
  const World world(scenario);
  EXPECT_EQ(world.topology().node(world.end_host("shell/00-01")).name, "shell/00-01");
  const Scenario unknown = load("from,to,rate_bit_s\nmine,shell/00-09,1000000\n");
  EXPECT_THAT(input_error_of([&] { const World none(unknown); }),
              AllOf(HasSubstr("m.csv:2:6: "), HasSubstr("there is no satellite 'shell/00-09'")));
}

TEST_F(TrafficMatrixTest, ErrorsHaveTheirPlaceInTheFile) {
  EXPECT_THAT(error_of("from,to,rate_bit_s\nmine,austin,1e6\nmine,rob0t,1e6\n"),
              AllOf(HasSubstr("m.csv:3:6: 'to' names the "), HasSubstr("did you mean 'robot'?")));
  EXPECT_THAT(error_of("from,to,rate_bit_s\nmine,mine,1e6\n"),
              AllOf(HasSubstr("m.csv:2:6: "), HasSubstr("to itself")));
  EXPECT_THAT(error_of("from,to,rate_bit_s\nmine,austin,fast\n"),
              HasSubstr("m.csv:2:13: rate_bit_s: "));
  EXPECT_THAT(error_of("from,to,rate_bit_s\nmine,austin,1e15\n"),
              AllOf(HasSubstr("m.csv:2:13: rate_bit_s is "), HasSubstr("must lie between")));
  EXPECT_THAT(error_of("from,to,rate_bit_s\nmine,austin\n"),
              HasSubstr("m.csv:2:1: this row has 2 fields, the header 3"));
  EXPECT_THAT(error_of("from,to,rate_bits\nmine,austin,1\n"),
              AllOf(HasSubstr("m.csv:1:9: the column 'rate_bits' is not known"),
                    HasSubstr("did you mean 'rate_bit_s'?")));
  EXPECT_THAT(error_of("to,rate_bit_s\naustin,1\n"), HasSubstr("there is no column 'from'"));
  EXPECT_THAT(error_of("from,to,from\n"), HasSubstr("m.csv:1:9: the column 'from' stands twice"));
  EXPECT_THAT(error_of("from,to\nmine,austin\n"), HasSubstr("there is no column 'rate_bit_s'"));
  EXPECT_THAT(error_of("from,to,kind\nmine,austin,ping\n"),
              HasSubstr("m.csv:2:13: kind is 'ping'"));
  EXPECT_THAT(error_of("from,to,rate_bit_s,kind\nmine,austin,1e6,tcp-bulk\n"),
              HasSubstr("m.csv:2:13: rate_bit_s has no meaning"));
  EXPECT_THAT(error_of(""), HasSubstr("m.csv:1:1: the file has no header"));
}

TEST_F(TrafficMatrixTest, AMatrixHasAFileAndNoOtherTraffic) {
  EXPECT_THAT(error_of("from,to,rate_bit_s\n", "rate = \"1 Mbit/s\"\n"),
              HasSubstr("'rate' has no meaning for a matrix flow"));
  EXPECT_THAT(input_error_of([] {
                parse_scenario(
                    good_scenario_with("kind = \"ping\"\nfrom = \"robot\"\n"
                                       "to = \"austin\"\n",
                                       "kind = \"matrix\"\n"));
              }),
              HasSubstr("has no file: add file = "));
}

TEST_F(TrafficMatrixTest, MoreFlowsThanAScenarioMayHaveAreRefused) {
  std::string text = "from,to,rate_bit_s\n";
  for (std::int64_t i = 0; i <= kMaxFlows; ++i) text += "mine,austin,1000\n";
  EXPECT_THAT(error_of(text), EndsWith("a scenario has at most 10000"));
}

}  // namespace
}  // namespace orbitmesh
