#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "scenarios/canonical_digest.h"
#include "tests/scenarios/recorded_run.h"
#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

using testing::Contains;
using testing::HasSubstr;

// Everything that was measured at once, with bulk traffic up.
constexpr std::string_view kMeasured = R"([scenario]
name = "measured"
epoch = "2026-06-01T00:00:00Z"
duration = "40 s"

[network]
fidelity = "FIDELITY"

[access]
capacity = "measured"
loss = "scattered"
queue = "measured"

[[constellation]]
name = "shell"
walker = { altitude = "550 km", inclination = "53 deg", planes = 72, per_plane = 22, phasing = 39 }

[[site]]
name = "farm"
location = { lat = "-33.9 deg", lon = "151.2 deg" }
terminal = "starlink-dish"
weather = { rain = "2.5 mm/h" }

[[site]]
name = "dc"
kind = "datacenter"
location = { lat = "-33.9 deg", lon = "151.0 deg" }

[[pop]]
name = "sydney"
location = { lat = "-33.785 deg", lon = "151.131 deg" }

[[gateway]]
name = "boorowa"
location = { lat = "-34.462 deg", lon = "148.706 deg" }
pop = "sydney"
weather = { r001 = "40 mm/h", wet_share = 0.1 }

[[flow]]
name = "bulk"
kind = "udp-cbr"
rate = "60 Mbit/s"
from = "farm"
to = "dc"
)";

RunRecord run(std::string_view fidelity) {
  std::string text(kMeasured);
  text.replace(text.find("FIDELITY"), 8, fidelity);
  return recorded_run(parse_scenario(text));
}

LinkSample total(const RunRecord& record, std::string_view link) {
  LinkSample total;
  for (const LinkSample& sample : record.link_samples) {
    if (sample.link != link) continue;
    total.packets += sample.packets;
    total.drops_queue += sample.drops_queue;
    total.drops_aqm += sample.drops_aqm;
    total.drops_loss += sample.drops_loss;
  }
  return total;
}

TEST(UserLink, EverythingMeasuredActsOnAFullUplink) {
  for (const char* fidelity : {"packet", "message"}) {
    const RunRecord record = run(fidelity);
    const LinkSample up = total(record, "user-up farm.1");
    EXPECT_GT(up.drops_aqm, 0) << fidelity;
    const double lost = static_cast<double>(up.drops_loss) / static_cast<double>(up.packets);
    EXPECT_GT(lost, 0.010) << fidelity;
    EXPECT_LT(lost, 0.025) << fidelity;
    for (const LinkSample& sample : record.link_samples) {
      if (sample.link != "user-up farm.1") continue;
      ASSERT_TRUE(sample.rate);
      // Rain at 2.5 mm/h leaves 0.70 of rates between 4.2 and 63 Mbit/s.
      EXPECT_GT(sample.rate->bit_s, 2'900'000);
      EXPECT_LT(sample.rate->bit_s, 44'200'000);
    }
  }
}

TEST(UserLink, TheSameScenarioGivesTheSameResults) {
  EXPECT_EQ(canonical_digest(run("message")), canonical_digest(run("message")));
}

TEST(UserLink, ARunSaysWhatItsFidelityIgnores) {
  const RunRecord record = run("ideal");
  for (const char* key : {"capacity", "loss", "queue"}) {
    EXPECT_THAT(record.remarks, Contains(HasSubstr(std::string("access.") + key +
                                                   " has no effect in fidelity ideal")));
  }
}

std::string error_with_weather(std::string_view weather) {
  try {
    parse_scenario(good_scenario_with("terminal =", std::string(weather) + "\nterminal ="));
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(Weather, HasExactlyOneSourceOfRain) {
  EXPECT_EQ(error_with_weather(R"(weather = { rain = "2 mm/h" })"), "");
  EXPECT_THAT(error_with_weather("weather = {}"), HasSubstr("none of"));
  EXPECT_THAT(error_with_weather(R"(weather = { rain = "2 mm/h", r001 = "30 mm/h" })"),
              HasSubstr("more than one"));
  EXPECT_THAT(error_with_weather(R"(weather = { rain = "2 mm/h", wet_share = 0.1 })"),
              HasSubstr("belongs to random rain"));
}

}  // namespace
}  // namespace orbitmesh
