#include "scenarios/validation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/expect_input_error.h"
#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

std::string error_of(std::string_view text) {
  return input_error_of([&] { parse_scenario(text); });
}

std::string error_with(std::string_view from, std::string_view to) {
  return error_of(good_scenario_with(from, to));
}

/// The error of the good scenario after one override.
std::string error_after(std::string_view assignment) {
  return input_error_of([&] { parse_scenario(kGoodScenario, {std::string(assignment)}); });
}

TEST(Validation, TheFixtureIsAccepted) { EXPECT_NO_THROW(parse_scenario(kGoodScenario)); }

TEST(Validation, EpochThatDoesNotExist) {
  EXPECT_THAT(error_with("2026-06-01T00", "2026-06-31T00"), StartsWith("s.toml:3:9: 'epoch': "));
  EXPECT_THAT(error_with("2026-06-01T00:00:00Z", "June"), StartsWith("s.toml:3:9: 'epoch': "));
}

TEST(Validation, NothingToRun) {
  const std::string text(kGoodScenario.substr(0, kGoodScenario.find("[[client]]")));
  EXPECT_THAT(error_of(text), AllOf(StartsWith("s.toml:1:1: "), HasSubstr("nothing to run"),
                                    HasSubstr("at least one [[client]] or [[flow]]")));
}

TEST(Validation, AFlowAloneIsEnough) {
  const std::string text =
      std::string(kGoodScenario.substr(0, kGoodScenario.find("[[client]]"))) +
      "[[flow]]\nname = \"probe\"\nkind = \"ping\"\nfrom = \"mine\"\nto = \"austin\"\n";
  EXPECT_NO_THROW(parse_scenario(text));
}

TEST(Validation, DuplicateNamesAcrossSections) {
  EXPECT_EQ(error_with("name = \"austin\"", "name = \"mine\""),
            "s.toml:17:8: the name 'mine' is taken by the site at s.toml:12:8; names of "
            "constellations, sites, gateways, PoPs and clients must differ");
  EXPECT_THAT(error_with("name = \"merredin\"", "name = \"mine\""),
              AllOf(StartsWith("s.toml:27:8: "), HasSubstr("taken by the site")));
  EXPECT_THAT(error_with("name = \"robot\"", "name = \"merredin\""),
              AllOf(StartsWith("s.toml:32:8: "), HasSubstr("taken by the gateway")));
  EXPECT_THAT(error_with("name = \"plan\"", "name = \"gauge\""),
              AllOf(StartsWith("s.toml:46:8: "), HasSubstr("a client's workloads must differ")));
}

TEST(Validation, ReferencesToNothing) {
  EXPECT_EQ(error_with("site = \"mine\"", "site = \"mien\""),
            "s.toml:35:8: 'site' names the site 'mien', which is not defined, did you mean "
            "'mine'?; known: mine, austin");
  EXPECT_THAT(error_with("pop = \"perth\"", "pop = \"pert\""),
              AllOf(StartsWith("s.toml:29:7: "), HasSubstr("did you mean 'perth'?")));
  EXPECT_THAT(error_with("profile = \"openvla-7b\"", "profile = \"openvla-7\""),
              AllOf(StartsWith("s.toml:40:11: "), HasSubstr("did you mean 'openvla-7b'?")));
  EXPECT_THAT(error_with("\"jetson-agx-orin-64\"", "\"jetson-agx-orin\""),
              AllOf(StartsWith("s.toml:36:15: "), HasSubstr("did you mean 'jetson-agx-orin-64'?")));
  EXPECT_THAT(error_with("profile = \"tesla-ai7\"", "profile = \"tesla-ai9\""),
              AllOf(StartsWith("s.toml:9:27: "), HasSubstr("did you mean 'tesla-ai")));
  EXPECT_THAT(error_with("models = [\"rt-2-55b\"]", "models = [\"*\", \"rt-2\"]"),
              AllOf(StartsWith("s.toml:20:72: "), HasSubstr("model profile 'rt-2'")));
  EXPECT_THAT(error_with("site = \"austin\"", "site = \"asutin\""),
              AllOf(StartsWith("s.toml:50:36: "), HasSubstr("did you mean 'austin'?")));
  EXPECT_THAT(error_with("from = \"robot\"", "from = \"robots\""),
              AllOf(StartsWith("s.toml:55:8: "), HasSubstr("did you mean 'robot'?")));
}

TEST(Validation, ModelThatDoesNotFitTheRobot) {
  EXPECT_THAT(error_with("{ kind = \"ground\", site = \"austin\" }", "{ kind = \"local\" }"),
              AllOf(StartsWith("s.toml:50:19: "), HasSubstr("rt-2-55b needs 110 GB"),
                    HasSubstr("jetson-agx-orin-64 has 64 GB"), HasSubstr("cannot run there")));
}

TEST(Validation, ModelThatDoesNotFitTheSatelliteOrDatacenter) {
  EXPECT_THAT(error_with("{ profile = \"tesla-ai7\", every = 2, models = [\"openvla-7b\"] }",
                         "{ profile = \"jetson-agx-orin-64\", models = [\"rt-2-55b\"] }"),
              AllOf(StartsWith("s.toml:9:59: "), HasSubstr("rt-2-55b needs 110 GB"),
                    HasSubstr("cannot run there")));
  EXPECT_THAT(error_with("count = 8", "count = 1"),
              AllOf(StartsWith("s.toml:20:"), HasSubstr("1 x nvidia-h100-sxm has 80 GB")));
  EXPECT_NO_THROW(parse_scenario(good_scenario_with("count = 8", "count = 2")));
}

TEST(Validation, ModelsThatDoNotFitTogether) {
  EXPECT_THAT(error_with("{ profile = \"nvidia-h100-sxm\", count = 8, models = [\"rt-2-55b\"] }",
                         "{ profile = \"tpu-v6e\", count = 4, models = [\"rt-2-55b\", "
                         "\"openvla-7b\"] }"),
              AllOf(StartsWith("s.toml:20:"), HasSubstr("name fewer")));
}

TEST(Validation, AStarHoldsWhatIsInUseAndFits) {
  EXPECT_NO_THROW(parse_scenario(good_scenario_with("[\"rt-2-55b\"]", "[\"*\"]")));
  EXPECT_THAT(error_with("count = 8, models = [\"rt-2-55b\"]", "count = 1, models = [\"*\"]"),
              HasSubstr("does not hold 'rt-2-55b'"));
}

TEST(Validation, LocalPolicyNeedsAnAccelerator) {
  std::string text = good_scenario_with("accelerator = \"jetson-agx-orin-64\"\n", "");
  EXPECT_NO_THROW(parse_scenario(text));
  const std::string nearest = "{ kind = \"nearest\" }";
  text.replace(text.find(nearest), nearest.size(), "{ kind = \"local\" }");
  EXPECT_THAT(error_of(text), AllOf(StartsWith("s.toml:42:19: "), HasSubstr("add accelerator =")));
}

TEST(Validation, FallbackLocalNeedsTheModelOnBoard) {
  const std::string deadline = "{ kind = \"deadline\", fallback = \"local\" }";
  EXPECT_NO_THROW(parse_scenario(good_scenario_with("{ kind = \"nearest\" }", deadline)));
  EXPECT_THAT(error_with("{ kind = \"ground\", site = \"austin\" }", deadline),
              AllOf(StartsWith("s.toml:50:42: "), HasSubstr("rt-2-55b needs 110 GB"),
                    HasSubstr("cannot run there"), HasSubstr("use fallback = \"none\"")));
  std::string text = good_scenario_with("accelerator = \"jetson-agx-orin-64\"\n", "");
  const std::string nearest = "{ kind = \"nearest\" }";
  text.replace(text.find(nearest), nearest.size(), deadline);
  EXPECT_THAT(error_of(text), AllOf(StartsWith("s.toml:42:42: "), HasSubstr("add accelerator ="),
                                    HasSubstr("or use fallback = \"none\"")));
  text.replace(text.find(deadline), deadline.size(), "{ kind = \"deadline\" }");
  EXPECT_NO_THROW(parse_scenario(text));
}

TEST(Validation, AnOverrideOfThePolicysKindAloneIsToldToReplaceThePolicy) {
  EXPECT_THAT(error_after("client.robot.workload.plan.policy.kind=nearest"),
              AllOf(StartsWith("--set client.robot.workload.plan.policy.kind=nearest: "),
                    HasSubstr("takes no 'site', which is given at s.toml:50:"),
                    HasSubstr("--set 'client.robot.workload.plan.policy={ kind = \"nearest\" }'")));
}

TEST(Validation, ListsOfSectionsNeedDoubleBrackets) {
  EXPECT_THAT(error_with("[[pop]]", "[pop]"), HasSubstr("as in [[pop]]"));
  EXPECT_THAT(error_with("[scenario]", "[[scenario]]"), HasSubstr("as in [scenario]"));
}

TEST(Validation, FallbackBelongsToPolicyDeadline) {
  EXPECT_THAT(error_with("{ kind = \"nearest\" }", "{ kind = \"nearest\", fallback = \"none\" }"),
              AllOf(StartsWith("s.toml:43:41: "), HasSubstr("policy 'nearest' takes no 'fallback'"),
                    HasSubstr("use kind = \"deadline\"")));
  EXPECT_THAT(error_with("{ kind = \"nearest\" }", "{ kind = \"deadline\", site = \"austin\" }"),
              HasSubstr("policy 'deadline' takes no 'site'"));
  EXPECT_THAT(error_with("{ kind = \"nearest\" }", "{ kind = \"deadline\", fallback = \"loca\" }"),
              HasSubstr("did you mean 'local'?"));
}

TEST(Validation, ModelsOfFallbacksFitOnBoardTogether) {
  const std::string local =
      "accelerator = \"jetson-agx-thor\"\n[[client.workload]]\nname = \"grasp\"\nprofile = "
      "\"pi0\"\narrival = { rate = \"1 Hz\" }\ndeadline = \"1 s\"\npolicy = { kind = \"local\" }\n"
      "[[client.workload]]\nname = \"plan-2\"\nprofile = \"rt-2-55b\"\narrival = { rate = \"1 Hz\" "
      "}\ndeadline = \"1 s\"\npolicy = { kind = \"local\" }\n";
  std::string text = good_scenario_with("accelerator = \"jetson-agx-orin-64\"\n", local);
  const std::string nearest = "{ kind = \"nearest\" }";
  for (const char* policy : {"{ kind = \"nearest\" }", "{ kind = \"least-latency\" }"}) {
    EXPECT_NO_THROW(
        parse_scenario(std::string(text).replace(text.find(nearest), nearest.size(), policy)))
        << policy;
  }
  text.replace(text.find(nearest), nearest.size(), "{ kind = \"deadline\", fallback = \"local\" }");
  EXPECT_THAT(error_of(text),
              AllOf(StartsWith("s.toml:36:15: "), HasSubstr("'robot' need on board"),
                    HasSubstr("128 GB"), HasSubstr("use fallback = \"none\"")));
}

TEST(Validation, LeastLatencyNeedsAnyNodeThatHoldsTheModel) {
  const std::string least = "{ kind = \"least-latency\" }";
  EXPECT_NO_THROW(
      parse_scenario(good_scenario_with("{ kind = \"ground\", site = \"austin\" }", least)));
  // Held on board alone.
  std::string text = good_scenario_with("models = [\"openvla-7b\"]", "models = [\"yolov8m\"]");
  const std::string nearest = "{ kind = \"nearest\" }";
  text.replace(text.find(nearest), nearest.size(), least);
  EXPECT_NO_THROW(parse_scenario(text));
  const std::string board = "accelerator = \"jetson-agx-orin-64\"\n";
  text.erase(text.find(board), board.size());
  EXPECT_THAT(error_of(text), AllOf(StartsWith("s.toml:42:19: "),
                                    HasSubstr("no satellite and no datacenter holds")));
}

TEST(Validation, ContentThatDoesNotExist) {
  const auto error = [](const std::string& content) {
    return error_with("deadline = \"300 ms\"", "deadline = \"300 ms\"\ncontent = " + content);
  };
  EXPECT_THAT(error("{ model = \"digit\", input = \"digits\" }"),
              AllOf(StartsWith("s.toml:43:21: 'model' names the content model 'digit'"),
                    HasSubstr("did you mean 'digits'?; known: digits")));
  EXPECT_THAT(error("{ model = \"digits\", input = \"cats\" }"),
              AllOf(StartsWith("s.toml:43:39: 'input' names the content input 'cats'"),
                    HasSubstr("known: digits")));
  EXPECT_THAT(error("{ model = \"digits\" }"), HasSubstr("missing key 'input'"));
  EXPECT_THAT(
      error("{ model = \"digits\", input = \"digits\", kernels = \"v4\" }"),
      AllOf(StartsWith("s.toml:43:59: 'kernels' cannot be"), HasSubstr("permitted: portable, v3")));
}

TEST(Validation, AContentModelHasOneSetOfKernels) {
  const auto with_kernels = [](const std::string& of_plan) {
    const std::string content = "\ncontent = { model = \"digits\", input = \"digits\", kernels = ";
    std::string text =
        good_scenario_with("deadline = \"300 ms\"", "deadline = \"300 ms\"" + content + "\"v3\" }");
    const std::string plan = "deadline = \"1.5 s\"";
    return text.insert(text.find(plan) + plan.size(), content + of_plan + " }");
  };
  EXPECT_NO_THROW(parse_scenario(with_kernels("\"v3\"")));
  EXPECT_THAT(error_of(with_kernels("\"portable\"")),
              AllOf(StartsWith("s.toml:51:"),
                    HasSubstr("content model 'digits' with kernels \"portable\" here and \"v3\" at "
                              "s.toml:43:")));
}

TEST(Validation, RadiationNeedsAccelerators) {
  std::string text = good_scenario_with("[[site]]", "radiation = {}\n[[site]]");
  EXPECT_NO_THROW(parse_scenario(text));
  const std::size_t at = text.find("accelerator =");
  text.erase(at, text.find('\n', at) + 1 - at);
  EXPECT_THAT(error_of(text),
              AllOf(StartsWith("s.toml:10:13: "), HasSubstr("shell 'shell' has none"),
                    HasSubstr("add accelerator = { ... }, or remove it")));
}

TEST(Validation, RadiationNeedsAProfileWithRates) {
  std::string text = good_scenario_with("[[site]]", "radiation = {}\n[[site]]");
  const std::string profile = "profile = \"tesla-ai7\"";
  text.replace(text.find(profile), profile.size(), "profile = \"nvidia-h200\"");
  EXPECT_THAT(error_of(text),
              AllOf(StartsWith("s.toml:11:13: "), HasSubstr("no device profile 'nvidia-h200'"),
                    HasSubstr("or remove 'radiation'")));
}

TEST(Validation, RadiationIsKnownUpTo1200km) {
  std::string text = good_scenario_with("[[site]]", "radiation = {}\n[[site]]");
  text.replace(text.find("550 km"), 6, "1300 km");
  EXPECT_THAT(error_of(text), AllOf(StartsWith("s.toml:11:13: "), HasSubstr("300 to 1200 km")));
}

TEST(Validation, SolarEventsNeedRadiation) {
  const std::string event = "[[solar_event]]\nstart = \"1 min\"\nstorm = true\n";
  EXPECT_THAT(error_of(std::string(kGoodScenario) + event),
              HasSubstr("nothing that a solar event could strike"));
  const std::string text = good_scenario_with("[[site]]", "radiation = {}\n[[site]]");
  EXPECT_NO_THROW(parse_scenario(text + event));
  EXPECT_THAT(error_of(text + "[[solar_event]]\nstart = \"1 min\"\nrise = \"0 s\"\n"),
              HasSubstr("'rise'"));
  EXPECT_THAT(error_of(text + "[[solar_event]]\nstart = \"1 min\"\nscale = -1.0\n"),
              HasSubstr("'scale'"));
}

TEST(Validation, AccelerationNeedsRadiation) {
  EXPECT_THAT(error_after("faults.acceleration=1000"),
              AllOf(StartsWith("--set faults.acceleration=1000: "),
                    HasSubstr("add radiation = {} to a [[constellation]]")));
  EXPECT_NO_THROW(parse_scenario(std::string(kGoodScenario) + "[faults]\nacceleration = 1.0\n"));
}

TEST(Validation, GroundPolicyNeedsADatacenterThatHoldsTheModel) {
  EXPECT_THAT(error_after("client.robot.workload.plan.policy.site=mine"),
              HasSubstr("'mine' is no datacenter"));
  EXPECT_THAT(error_with("profile = \"rt-2-55b\"", "profile = \"pi0\""),
              AllOf(StartsWith("s.toml:50:36: "), HasSubstr("'austin' does not hold 'pi0'"),
                    HasSubstr("accelerator.models")));
  EXPECT_THAT(error_after("client.robot.workload.gauge.policy.kind=ground"),
              HasSubstr("no datacenter holds 'openvla-7b'"));
  EXPECT_THAT(error_after("client.robot.workload.gauge.policy={kind=\"local\", site=\"austin\"}"),
              HasSubstr("takes no 'site'"));
}

TEST(Validation, NearestPolicyNeedsANodeThatHoldsTheModel) {
  EXPECT_THAT(error_with("models = [\"openvla-7b\"]", "models = [\"yolov8m\"]"),
              AllOf(StartsWith("s.toml:43:19: "), HasSubstr("no satellite and no datacenter holds "
                                                            "'openvla-7b'")));
}

TEST(Validation, GroundNeedsAGateway) {
  std::string text(kGoodScenario);
  const std::size_t at = text.find("[[gateway]]");
  text.erase(at, text.find("[[client]]") - at);
  EXPECT_THAT(error_of(text), HasSubstr("add at least one [[gateway]]"));
}

TEST(Validation, SitesAreRemoteOrDatacenters) {
  EXPECT_THAT(error_with("terminal = \"starlink-dish\"\n", ""),
              AllOf(StartsWith("s.toml:11:1: "), HasSubstr("add terminal = \"starlink-dish\"")));
  EXPECT_THAT(error_with("kind = \"datacenter\"", "kind = \"datacenter\"\nlan = {}"),
              AllOf(StartsWith("s.toml:19:7: "), HasSubstr("remove 'lan'")));
  EXPECT_THAT(error_with("terminal = \"starlink-dish\"",
                         "terminal = \"starlink-dish\"\naccelerator = { profile = \"tesla-ai7\", "
                         "models = [\"*\"] }"),
              AllOf(StartsWith("s.toml:15:15: "), HasSubstr("'mine' is a remote site")));
  EXPECT_THAT(error_with("site = \"mine\"", "site = \"austin\""),
              AllOf(StartsWith("s.toml:35:8: "), HasSubstr("works at a remote site")));
}

TEST(Validation, SizesAreBounded) {
  EXPECT_THAT(error_with("planes = 6, per_plane = 4", "planes = 200, per_plane = 101"),
              AllOf(StartsWith("s.toml:8:10: "), HasSubstr("20200 satellites; at most 20000")));
  EXPECT_THAT(error_with("phasing = 1", "phasing = 6"),
              AllOf(StartsWith("s.toml:8:94: "), HasSubstr("must be at most 5")));
  const std::string more = std::string(kGoodScenario) +
                           "[[client]]\nname = \"more\"\nkind = \"car\"\ncount = 9999\nsite = "
                           "\"mine\"\naccelerator = \"tesla-hw3\"\n[[client.workload]]\nname = "
                           "\"detect\"\nprofile = \"yolov8m\"\narrival = { rate = \"1 Hz\" }\n"
                           "deadline = \"1 s\"\npolicy = { kind = \"local\" }\n";
  EXPECT_THAT(error_of(more), AllOf(StartsWith("s.toml:60:9: "), HasSubstr("10001 instances")));
}

TEST(Validation, TimesOfAWorkload) {
  EXPECT_THAT(error_with("deadline = \"300 ms\"", "deadline = \"20 s\""),
              AllOf(StartsWith("s.toml:38:1: "), HasSubstr("'give_up' is 10 s, less than")));
  EXPECT_THAT(error_with("rate = \"2 Hz\"", "rate = \"2 Hz\", jitter = \"501 ms\""),
              AllOf(StartsWith("s.toml:41:56: "), HasSubstr("at most one period")));
  EXPECT_NO_THROW(parse_scenario(
      good_scenario_with("rate = \"2 Hz\"", "rate = \"2 Hz\", jitter = \"500 ms\"")));
  EXPECT_THAT(error_with("rate = \"0.3 Hz\"", "rate = \"0.3 Hz\", jitter = \"1 ms\""),
              AllOf(StartsWith("s.toml:48:56: "), HasSubstr("remove it")));
}

TEST(Validation, FlowsOfEachKind) {
  EXPECT_THAT(error_after("flow.probe.kind=udp-cbr"), HasSubstr("add rate = "));
  EXPECT_THAT(error_after("flow.probe.rate=1 Mbit/s"), HasSubstr("no meaning for a ping flow"));
  EXPECT_THAT(error_with("kind = \"ping\"", "kind = \"tcp-bulk\"\ninterval = \"1 s\""),
              AllOf(StartsWith("s.toml:55:12: "), HasSubstr("no meaning for a tcp-bulk flow")));
  EXPECT_NO_THROW(parse_scenario(good_scenario_with("kind = \"ping\"", "kind = \"tcp-bulk\"")));
  EXPECT_THAT(error_after("flow.probe.to=robot"), HasSubstr("to itself"));
  EXPECT_THAT(error_after("flow.probe.stop=2 min"), HasSubstr("after the end of the run at 1 min"));
  EXPECT_THAT(error_after("flow.probe.start=1 min"), HasSubstr("must be before"));
  EXPECT_THAT(error_after("flow.probe.size=2 kB"), HasSubstr("at most 1.472 kB"));
}

TEST(Validation, ExpectedMetrics) {
  const std::string with = std::string(kGoodScenario) + "[[expect]]\n";
  EXPECT_THAT(error_of(with + "metric = \"client.robot.gauge.deadline_meet\"\nmin = 0.5\n"),
              AllOf(StartsWith("s.toml:58:10: "),
                    HasSubstr("did you mean 'client.robot.gauge.deadline_met'?")));
  EXPECT_THAT(error_of(with + "metric = \"client.robot.gauge.deadline_met\"\n"),
              AllOf(StartsWith("s.toml:58:10: "), HasSubstr("needs min, max or both")));
  for (const char* metric : {"client.robot.plan.latency_p90_ms", "terminal.mine.1.handovers",
                             "flow.probe.rtt_p50_ms", "network.drops"}) {
    EXPECT_NO_THROW(parse_scenario(with + "metric = \"" + metric + "\"\nmax = 1\n")) << metric;
  }
}

TEST(Validation, MetricsOfContentAndFaultsExistOnlyWithThem) {
  const auto expecting = [](const std::string& text, const std::string& metric) {
    return text + "[[expect]]\nmetric = \"" + metric + "\"\nmin = 0\n";
  };
  std::string with = good_scenario_with(
      "deadline = \"300 ms\"",
      "deadline = \"300 ms\"\ncontent = { model = \"digits\", input = \"digits\" }");
  with.insert(with.find("[[site]]"), "radiation = {}\n");
  for (const char* metric :
       {"client.robot.gauge.accuracy", "client.robot.gauge.wrong", "client.robot.gauge.detected",
        "client.robot.gauge.misread", "faults.seu", "faults.sefi"}) {
    EXPECT_NO_THROW(parse_scenario(expecting(with, metric))) << metric;
    EXPECT_THAT(error_of(expecting(std::string(kGoodScenario), metric)),
                HasSubstr("unknown metric"));
  }
  EXPECT_THAT(error_of(expecting(with, "client.robot.plan.accuracy")), HasSubstr("unknown metric"));
}

}  // namespace
}  // namespace orbitmesh
