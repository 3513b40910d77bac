#include "scenarios/loader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/core/expect_input_error.h"
#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

std::string error_with(std::string_view from, std::string_view to) {
  return input_error_of([&] { parse_scenario(good_scenario_with(from, to)); });
}

TEST(Loader, FillsInWhatDependsOnOtherValues) {
  const Scenario scenario = parse_scenario(kGoodScenario);
  const WorkloadSection& gauge = scenario.clients[0].workloads[0];
  EXPECT_EQ(gauge.request, Bytes{150'528});  // the model's own
  EXPECT_EQ(gauge.reply, Bytes{28});
  EXPECT_EQ(gauge.give_up, Duration::from_s(10));
  EXPECT_EQ(scenario.find_site("mine")->lan->rate, BitRate{200'000'000});
  EXPECT_FALSE(scenario.find_site("austin")->lan.has_value());
  EXPECT_EQ(scenario.flows[0].stop, Duration::from_s(60));
  EXPECT_EQ(scenario.flows[0].interval, Duration::from_s(1));
  EXPECT_EQ(scenario.flows[0].size, Bytes{56});
}

TEST(Loader, DefaultsAreTheDocumentedOnes) {
  const Scenario scenario = parse_scenario(kGoodScenario);
  EXPECT_EQ(scenario.run.seed, 1);
  EXPECT_EQ(scenario.network.fidelity, Fidelity::kPacket);
  EXPECT_EQ(scenario.network.route_interval, Duration::from_s(1));
  EXPECT_EQ(scenario.access.min_elevation, degrees(25));
  EXPECT_EQ(scenario.access.uplink, BitRate{30'000'000});
  EXPECT_EQ(scenario.access.downlink, BitRate{215'000'000});
  EXPECT_EQ(scenario.access.access_share, 1.0);
  EXPECT_EQ(scenario.access.handover, HandoverMode::kSoft);
  EXPECT_EQ(scenario.gateways[0].antenna_count(), 8);
  EXPECT_EQ(scenario.find_site("mine")->terminals, 1);
  EXPECT_EQ(scenario.constellations[0].isl.rate, BitRate{100'000'000'000});
  EXPECT_EQ(scenario.constellations[0].walker->raan_span, degrees(360));
}

TEST(Loader, NothingIsComputedAndNothingFailsUnlessAsked) {
  const Scenario scenario = parse_scenario(kGoodScenario);
  EXPECT_FALSE(scenario.clients[0].workloads[0].content);
  EXPECT_EQ(scenario.clients[0].workloads[0].content_model(), "");
  EXPECT_FALSE(scenario.clients[0].workloads[0].policy.fallback);
  EXPECT_FALSE(scenario.constellations[0].radiation);
  EXPECT_FALSE(scenario.has_faults());
  EXPECT_EQ(scenario.faults.acceleration, 1.0);
}

TEST(Loader, ContentOfAWorkload) {
  const Scenario scenario = parse_scenario(good_scenario_with(
      "deadline = \"300 ms\"",
      "deadline = \"300 ms\"\ncontent = { model = \"digits\", input = \"digits\" }"));
  const WorkloadSection& gauge = scenario.clients[0].workloads[0];
  ASSERT_TRUE(gauge.content);
  EXPECT_EQ(gauge.content->engine, EngineKind::kBuiltIn);
  EXPECT_EQ(gauge.content->input, "digits");
  EXPECT_EQ(gauge.content_model(), "digits");
}

TEST(Loader, RadiationOfAShell) {
  const Scenario scenario = parse_scenario(
      good_scenario_with("[[site]]", "radiation = {}\n[faults]\nacceleration = 1e12\n[[site]]"));
  EXPECT_TRUE(scenario.has_faults());
  EXPECT_EQ(scenario.constellations[0].radiation->trapped, TrappedModel::kAp8Min);
  EXPECT_EQ(scenario.constellations[0].radiation->shielding_al, metres(2.54e-3));
  EXPECT_EQ(scenario.constellations[0].radiation->rates, ExposureRates::kLocal);
  EXPECT_EQ(scenario.constellations[0].radiation->memory.ecc, Ecc::kSecded);
  EXPECT_EQ(scenario.constellations[0].radiation->memory.scrub, Duration::from_s(10));
  EXPECT_EQ(scenario.faults.acceleration, 1e12);
}

TEST(Loader, FaultFiguresOutOfRange) {
  const auto error = [](const std::string& text) {
    return error_with("[[site]]", "radiation = " + text + "\n[[site]]");
  };
  EXPECT_THAT(error("{ scrub = \"0 s\" }"), HasSubstr("at least 1 ms and at most"));
  EXPECT_THAT(error("{ ecc = \"chipkill\" }"), HasSubstr("none, secded"));
  EXPECT_THAT(error("{ trapped = \"AP9\" }"), HasSubstr("AP8-MIN"));
  EXPECT_THAT(error("{ shielding_al = \"20 cm\" }"), HasSubstr("shielding_al"));
  EXPECT_THAT(error("{ shielding_al = \"200 mm\" }"), HasSubstr("at most 100 mm"));
  EXPECT_THAT(error("{ rates = \"mean\" }"), HasSubstr("orbit-average"));
  EXPECT_THAT(error("{ age = \"-1 s\" }"), HasSubstr("age"));
  for (const char* acceleration : {"-1.0", "1.1e12", "nan"}) {
    EXPECT_THAT(error("{}\n[faults]\nacceleration = " + std::string(acceleration)),
                HasSubstr("acceleration"))
        << acceleration;
  }
}

TEST(Loader, DeadlinePolicyHasNoFallbackUnlessAsked) {
  const auto policy = [](const std::string& text) {
    const Scenario scenario = parse_scenario(good_scenario_with("{ kind = \"nearest\" }", text));
    return scenario.clients[0].workloads[0].policy;
  };
  EXPECT_EQ(policy("{ kind = \"deadline\" }").fallback, Fallback::kNone);
  EXPECT_EQ(policy("{ kind = \"deadline\", fallback = \"local\" }").fallback, Fallback::kLocal);
  EXPECT_EQ(policy("{ kind = \"least-latency\" }").kind, PolicyKind::kLeastLatency);
}

TEST(Loader, SectionsConvertToOrbitTypes) {
  const Scenario scenario = parse_scenario(kGoodScenario);
  const WalkerShell shell = scenario.constellations[0].walker->shell("shell");
  EXPECT_NO_THROW(validate(shell));
  EXPECT_TRUE(shell.closed());
  EXPECT_EQ(shell.size(), 24);
  EXPECT_DOUBLE_EQ(scenario.find_site("mine")->location.geodetic().lat_rad, -22.8 * kDegree);
}

TEST(Loader, UnknownKey) {
  EXPECT_EQ(error_with("planes = 6", "plnes = 6"),
            "s.toml:8:57: unknown key 'plnes', did you mean 'planes'?");
  EXPECT_THAT(error_with("[[flow]]", "[[flows]]"),
              AllOf(StartsWith("s.toml:52:3: "), HasSubstr("did you mean 'flow'?")));
}

TEST(Loader, MissingUnit) {
  EXPECT_THAT(error_with("\"550 km\"", "550"),
              AllOf(StartsWith("s.toml:8:23: "), HasSubstr("altitude = \"550 km\"")));
  EXPECT_THAT(error_with("\"550 km\"", "\"550\""),
              AllOf(StartsWith("s.toml:8:23: "), HasSubstr("has no unit"), HasSubstr("mm, m, km")));
}

TEST(Loader, WrongUnit) {
  EXPECT_EQ(error_with("deadline = \"300 ms\"", "deadline = \"300 km\""),
            "s.toml:42:12: 'deadline': 'km' is a length; expected a duration: ns, us, ms, s, min, "
            "h, d");
}

TEST(Loader, ValueOutOfRange) {
  EXPECT_EQ(
      error_with("\"550 km\"", "\"50 km\""),
      "s.toml:8:23: 'altitude' is \"50 km\"; it must be at least 160 km and at most 50000 km");
  EXPECT_THAT(
      error_with("lat = \"-22.8 deg\"", "lat = \"-122.8 deg\""),
      AllOf(StartsWith("s.toml:13:20: "), HasSubstr("at least -90 deg and at most 90 deg")));
}

TEST(Loader, DeadlineOfZero) {
  EXPECT_THAT(
      error_with("deadline = \"300 ms\"", "deadline = \"0 s\""),
      StartsWith("s.toml:42:12: 'deadline' is \"0 s\"; it must be greater than 0 s and at most"));
}

TEST(Loader, KeysOfALaterVersionAreNotIgnored) {
  const auto expect_unavailable = [](std::string_view from, std::string_view to) {
    EXPECT_THAT(error_with(from, to), HasSubstr("is not available in this version")) << to;
  };
  expect_unavailable("deadline =",
                     "content = { engine = \"onnx-runtime\", model = \"digits\", "
                     "input = \"digits\" }\ndeadline =");
}

TEST(Loader, NamesAreShortAndPlain) {
  for (const std::string& name : {std::string("Mine"), std::string("a_b"), std::string(41, 'm')}) {
    EXPECT_THAT(error_with("name = \"mine\"", "name = \"" + name + "\""),
                AllOf(StartsWith("s.toml:12:8: "), HasSubstr("1 to 40 of the characters")));
  }
}

class LoaderFile : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        std::filesystem::path(testing::TempDir()) /
        (std::string("loader_") + testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string write(const std::string& name, std::string_view text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }
  std::filesystem::path folder_;
};

TEST_F(LoaderFile, OverridesComeLast) {
  const std::string path = write("s.toml", kGoodScenario);
  const Scenario scenario = load_scenario(
      path,
      {"scenario.seed=7", "client.robot.workload.plan.deadline=2 s", "network.fidelity=ideal"});
  EXPECT_EQ(scenario.run.seed, 7);
  EXPECT_EQ(scenario.clients[0].workloads[1].deadline, Duration::from_s(2));
  EXPECT_EQ(scenario.network.fidelity, Fidelity::kIdeal);
}

TEST_F(LoaderFile, BadOverride) {
  const std::string path = write("s.toml", kGoodScenario);
  const auto error = [&](const std::string& assignment) {
    return input_error_of([&] { load_scenario(path, {assignment}); });
  };
  EXPECT_THAT(error("nonsense"), AllOf(StartsWith("--set nonsense: "), HasSubstr("a.b=value")));
  EXPECT_THAT(error("client.robto.count=3"), AllOf(StartsWith("--set client.robto.count=3: "),
                                                   HasSubstr("did you mean 'robot'?")));
  EXPECT_EQ(error("network.fidelty=ideal"),
            "--set network.fidelty=ideal: unknown key 'fidelty', did you mean 'fidelity'?");
  EXPECT_THAT(error("scenario.duration=30"),
              AllOf(StartsWith("--set scenario.duration=30: "), HasSubstr("unit")));
}

TEST_F(LoaderFile, ExtendsChangesTheBase) {
  write("base.toml", kGoodScenario);
  const std::string path = write("s.toml",
                                 "extends = \"base.toml\"\n[scenario]\nname = \"other\"\n"
                                 "[[client]]\nname = \"robot\"\ncount = 9\n");
  const Scenario scenario = load_scenario(path);
  EXPECT_EQ(scenario.run.name, "other");
  EXPECT_EQ(scenario.run.duration, Duration::from_s(60));
  ASSERT_EQ(scenario.clients.size(), 1u);
  EXPECT_EQ(scenario.clients[0].count, 9);
  EXPECT_EQ(scenario.clients[0].workloads.size(), 2u);
}

TEST_F(LoaderFile, ExtendsCycle) {
  const std::string path = write("a.toml", "extends = \"b.toml\"\n");
  write("b.toml", "extends = \"a.toml\"\n");
  EXPECT_THAT(input_error_of([&] { load_scenario(path); }),
              AllOf(HasSubstr("b.toml:1:11: "), HasSubstr("cycle"), HasSubstr("remove one")));
}

TEST_F(LoaderFile, UnreadableFiles) {
  const std::string missing = (folder_ / "none.toml").string();
  EXPECT_EQ(input_error_of([&] { load_scenario(missing); }), missing + ": no such file");
  EXPECT_THAT(input_error_of([&] { load_scenario(folder_.string()); }),
              HasSubstr("is a directory; expected a file"));
}

TEST_F(LoaderFile, BinaryFile) {
  const std::string path = write("s.toml", std::string_view("\x7f"
                                                            "ELF\x02\x01\x01\0\0\0",
                                                            10));
  EXPECT_THAT(input_error_of([&] { load_scenario(path); }),
              AllOf(StartsWith(path), HasSubstr("is not a text file")));
}

TEST_F(LoaderFile, TenMegabytes) {
  const std::string path = write("s.toml", std::string(10'000'000, ' '));
  EXPECT_THAT(input_error_of([&] { load_scenario(path); }),
              AllOf(StartsWith(path), HasSubstr("larger than the permitted 1000000 bytes")));
}

TEST_F(LoaderFile, EmptyFileNamesTheFirstMissingSection) {
  EXPECT_THAT(input_error_of([&] { load_scenario(write("s.toml", "")); }),
              HasSubstr("missing key 'scenario'"));
}

}  // namespace
}  // namespace orbitmesh
