#include "scenarios/resolved.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

using testing::HasSubstr;

TEST(Resolved, LoadingItAgainGivesTheSameText) {
  const std::string text = resolved_toml(parse_scenario(kGoodScenario));
  EXPECT_EQ(resolved_toml(parse_scenario(text)), text);
}

TEST(Resolved, EveryKindOfFlowSurvives) {
  const std::string flows =
      "[[flow]]\nname = \"bulk\"\nkind = \"tcp-bulk\"\nfrom = \"mine\"\nto = \"austin\"\n"
      "[[flow]]\nname = \"cbr\"\nkind = \"udp-cbr\"\nrate = \"1 Mbit/s\"\nfrom = \"mine\"\n"
      "to = \"austin\"\nstart = \"10 s\"\n"
      "[[expect]]\nmetric = \"network.drops\"\nmax = 0\n";
  const std::string text = resolved_toml(parse_scenario(std::string(kGoodScenario) + flows));
  EXPECT_EQ(resolved_toml(parse_scenario(text)), text);
  EXPECT_THAT(text, HasSubstr("max = 0.0"));
}

TEST(Resolved, ContentFaultsAndFallbackSurvive) {
  std::string scenario = good_scenario_with(
      "policy = { kind = \"nearest\" }",
      "policy = { kind = \"deadline\" }\ncontent = { model = \"digits\", input = \"digits\" }");
  scenario.insert(scenario.find("[[site]]"), "radiation = {}\n[faults]\nacceleration = 2e6\n");
  const std::string text = resolved_toml(parse_scenario(scenario));
  EXPECT_EQ(resolved_toml(parse_scenario(text)), text);
  for (const char* line :
       {"policy = { kind = \"deadline\", fallback = \"none\" }\n",
        "content = { engine = \"built-in\", kernels = \"portable\", model = \"digits\", input = "
        "\"digits\" }\n",
        "[constellation.radiation]\ntrapped = \"AP8-MIN\"\nshielding_al = \"2.54 mm\"\n"
        "rates = \"local\"\nage = \"0 s\"\necc = \"secded\"\nmbu_share = 0.01\nscrub = \"10 s\"\n",
        "[faults]\nacceleration = "}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
}

TEST(Resolved, DefaultsAreExplicit) {
  const std::string text = resolved_toml(parse_scenario(kGoodScenario));
  for (const char* line :
       {"seed = 1\n", "fidelity = \"packet\"\n", "route_interval = \"1 s\"\n",
        "min_elevation = \"25 deg\"\n", "uplink = \"30 Mbit/s\"\n", "antennas = 8\n",
        "request = \"150.528 kB\"\n", "give_up = \"10 s\"\n", "stop = \"1 min\"\n",
        "lan = { kind = \"fixed\", rate = \"200 Mbit/s\", delay = \"1.5 ms\" }\n",
        "raan_span = \"360 deg\""}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
}

}  // namespace
}  // namespace orbitmesh
