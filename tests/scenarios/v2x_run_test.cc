#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/core/expect_input_error.h"
#include "tests/scenarios/recorded_run.h"
#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

using testing::HasSubstr;

// A car whose dish is covered all the time, beside a van. Its requests are light, so that no uplink
// is too slow for one a second.
constexpr std::string_view kConvoy = R"([scenario]
name = "convoy"
epoch = "2026-06-01T00:00:00Z"
duration = "40 s"
[[constellation]]
name = "shell-1"
walker = { altitude = "550 km", inclination = "53 deg", planes = 72, per_plane = 22, phasing = 39 }
[[site]]
name = "centre"
kind = "datacenter"
location = { lat = "-31.9 deg", lon = "115.9 deg" }
accelerator = { profile = "nvidia-h100-sxm", models = ["rt-2-55b"], count = 8 }
[[pop]]
name = "perth"
location = { lat = "-31.95 deg", lon = "115.86 deg" }
[[gateway]]
name = "merredin"
location = { lat = "-31.48 deg", lon = "118.28 deg" }
pop = "perth"
[[client]]
name = "robot"
kind = "robot"
site = "car"
[[client.workload]]
name = "plan"
profile = "rt-2-55b"
request = "20 kB"
arrival = { rate = "1 Hz" }
deadline = "3 s"
policy = { kind = "ground" }
[[outage]]
name = "covered"
what = "terminal"
targets = ["car.1"]
duration = "1 h"
)";

std::string site(const std::string& name, double lat_deg, const std::string& keys) {
  return "[[site]]\nname = \"" + name + "\"\nlocation = { lat = \"" + std::to_string(lat_deg) +
         " deg\", lon = \"118.7 deg\" }\nterminal = \"starlink-dish\"\n" + keys + "\n";
}

std::string convoy(const std::string& fidelity, const std::string& v2x, double van_lat_deg) {
  return std::string(kConvoy) + site("car", -22.8, v2x) + site("van", van_lat_deg, v2x) +
         "[network]\nfidelity = \"" + fidelity + "\"\n";
}

std::int64_t answered(const std::string& text) {
  const RunRecord record = recorded_run(parse_scenario(text));
  return std::count_if(record.requests.begin(), record.requests.end(),
                       [](const auto& request) { return request.outcome == Outcome::kCompleted; });
}

constexpr double k200MetresOff_deg = -22.8018;
constexpr double k1KilometreOff_deg = -22.809;

class V2xRun : public testing::TestWithParam<const char*> {};

// One run a test: ns-3 keeps names from one to the next. Of 40 requests, the last may be under way
// when the run ends.
TEST_P(V2xRun, ACoveredCarIsServedOverItsNeighbour) {
  EXPECT_GE(answered(convoy(GetParam(), "v2x = { kind = \"pc5\" }", k200MetresOff_deg)), 39);
}

TEST_P(V2xRun, ANeighbourOutOfRangeIsOfNoHelp) {
  EXPECT_EQ(answered(convoy(GetParam(), "v2x = { kind = \"pc5\" }", k1KilometreOff_deg)), 0);
}

TEST_P(V2xRun, NorIsOneWithoutARadio) {
  EXPECT_EQ(answered(convoy(GetParam(), "", k200MetresOff_deg)), 0);
}

INSTANTIATE_TEST_SUITE_P(Fidelities, V2xRun, testing::Values("ideal", "message", "packet"));

std::string error_of(const std::string& text) {
  return input_error_of([&] { parse_scenario(text); });
}

TEST(V2xSites, WrongValuesAreRefused) {
  const auto with = [](const std::string& v2x) { return convoy("ideal", v2x, k200MetresOff_deg); };
  EXPECT_THAT(error_of(with("v2x = {}")), HasSubstr("kind"));
  EXPECT_THAT(error_of(with("v2x = { kind = \"wifi\" }")), HasSubstr("kind"));
  EXPECT_THAT(error_of(with("v2x = { kind = \"pc5\", range = \"20 km\" }")), HasSubstr("range"));
  EXPECT_THAT(error_of(with("v2x = { kind = \"pc5\", loss = 1.0 }")), HasSubstr("loss"));
  EXPECT_THAT(error_of(with("terminals = 40\nv2x = { kind = \"pc5\" }")), HasSubstr("at most 64"));
  std::string ground = convoy("ideal", "", k200MetresOff_deg);
  const std::string kind = "kind = \"datacenter\"";
  ground.replace(ground.find(kind), kind.size(), kind + "\nv2x = { kind = \"pc5\" }");
  EXPECT_THAT(error_of(ground), HasSubstr("remove 'v2x'"));
}

}  // namespace
}  // namespace orbitmesh
