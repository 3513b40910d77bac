#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "scenarios/canonical_digest.h"
#include "scenarios/metrics_network.h"
#include "scenarios/summary_outages.h"
#include "tests/scenarios/recorded_run.h"
#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

// Two robots that ask the nearest satellite and a datacenter on their own continent.
constexpr std::string_view kQuiet = R"([scenario]
name = "outages"
epoch = "2026-06-01T00:00:00Z"
duration = "75 s"
[[constellation]]
name = "shell-1"
walker = { altitude = "550 km", inclination = "53 deg", planes = 72, per_plane = 22, phasing = 39 }
isl = { acquisition = "2 s" }
accelerator = { profile = "tesla-ai7", every = 2, models = ["openvla-7b"] }
[[site]]
name = "mine"
location = { lat = "-22.8 deg", lon = "118.7 deg" }
terminal = "starlink-dish"
[[site]]
name = "centre"
kind = "datacenter"
location = { lat = "-31.9 deg", lon = "115.9 deg" }
accelerator = { profile = "nvidia-h100-sxm", count = 8, models = ["rt-2-55b"] }
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
count = 2
site = "mine"
[[client.workload]]
name = "gauge"
profile = "openvla-7b"
arrival = { rate = "4 Hz", jitter = "100 ms" }
deadline = "500 ms"
give_up = "3 s"
policy = { kind = "nearest" }
[[client.workload]]
name = "plan"
profile = "rt-2-55b"
arrival = { rate = "2 Hz", jitter = "100 ms" }
deadline = "1.5 s"
give_up = "3 s"
policy = { kind = "ground" }
[[flow]]
name = "echo"
kind = "ping"
from = "mine"
to = "centre"
interval = "200 ms"
)";

constexpr std::int64_t kGauge = 0;
constexpr std::int64_t kPlan = 1;

RunRecord run(const std::string& fidelity, const std::string& outages) {
  return recorded_run(parse_scenario(std::string(kQuiet) + "[network]\nfidelity = \"" + fidelity +
                                     "\"\n" + outages));
}

Time at_s(double s) { return Time{} + Duration::from_seconds(s); }

/// Satellite that serves the mine at 20 s, and the one that computes most of the gauges issued
/// between 15 and 20 s, without outages.
struct Key {
  std::string serving;
  std::string computing;
};
Key key_satellites() {
  const RunRecord quiet = run("ideal", "");
  Key key;
  for (const SlotRecord& slot : quiet.slots) {
    if (slot.at <= at_s(20)) key.serving = quiet.entities.nodes[slot.to.index()].name;
  }
  std::map<NodeId, int> computed;
  for (const RequestRecord& r : quiet.requests) {
    if (r.workload == kGauge && r.issued > at_s(15) && r.issued < at_s(20)) ++computed[r.node];
  }
  const auto most = std::max_element(computed.begin(), computed.end(),
                                     [](auto& a, auto& b) { return a.second < b.second; });
  key.computing = quiet.entities.nodes[most->first.index()].name;
  return key;
}

/// What became of the requests of a workload issued in a span.
struct Fates {
  std::int64_t issued = 0;
  std::int64_t answered = 0;
  std::int64_t failed = 0;
};
Fates fates(const RunRecord& record, std::int64_t workload, double from_s, double to_s) {
  Fates fates;
  for (const RequestRecord& r : record.requests) {
    if (r.workload != workload || r.issued < at_s(from_s) || r.issued >= at_s(to_s)) continue;
    ++fates.issued;
    const bool answered = r.outcome == Outcome::kCompleted || r.outcome == Outcome::kLate;
    fates.answered += answered ? 1 : 0;
    fates.failed += r.outcome == Outcome::kFailed ? 1 : 0;
  }
  return fates;
}

void expect_all_answered(const Fates& fates) {
  EXPECT_GT(fates.issued, 0);
  EXPECT_EQ(fates.answered, fates.issued);
}
void expect_all_failed(const Fates& fates) {
  EXPECT_GT(fates.issued, 0);
  EXPECT_EQ(fates.failed, fates.issued);
}

LinkMetrics losses(const RunRecord& record) { return total_of(link_metrics(record)); }

class OutageAccounting : public testing::TestWithParam<std::string> {
 protected:
  bool links_are_modelled() const { return GetParam() != "ideal"; }

  /// Runs 75 s with an outage from 20 to 35 s and checks what holds for every disruption.
  RunRecord run_disrupted(const std::string& outages) {
    RunRecord record = run(GetParam(), outages);
    EXPECT_NO_THROW(check_consistency(record));
    std::int64_t issued = 0;
    for (const WorkloadInfo& workload : record.entities.groups[0].workloads) {
      issued += workload.issued;
    }
    EXPECT_EQ(issued, static_cast<std::int64_t>(record.requests.size()));
    std::map<Outcome, std::int64_t> by_outcome;
    for (const RequestRecord& r : record.requests) {
      ++by_outcome[r.outcome];
      EXPECT_EQ(r.outcome == Outcome::kFailed, r.cause != FailureCause::kNone) << r.id;
    }
    EXPECT_EQ(by_outcome[Outcome::kCompleted] + by_outcome[Outcome::kLate] +
                  by_outcome[Outcome::kFailed] + by_outcome[Outcome::kPending],
              issued);
    // Nothing suffers before, and everything works again well after.
    for (const std::int64_t workload : {kGauge, kPlan}) {
      expect_all_answered(fates(record, workload, 0, 16));
      expect_all_answered(fates(record, workload, 60, 71));
    }
    EXPECT_FALSE(record.outages.empty());
    EXPECT_NE(outage_section(record).find("Outages"), std::string::npos);
    return record;
  }
};

TEST_P(OutageAccounting, ACutFibreFailsWhatGoesOverItAndNothingElse) {
  const RunRecord record = run_disrupted(
      "[[outage]]\nname = \"digger\"\nwhat = \"fibre\"\ntargets = [\"perth centre\"]\n"
      "start = \"20 s\"\nduration = \"15 s\"\n");
  expect_all_failed(fates(record, kPlan, 20, 31));
  expect_all_answered(fates(record, kGauge, 0, 56));
  expect_all_answered(fates(record, kPlan, 45, 56));
  ASSERT_EQ(record.outages.size(), 1U);
  EXPECT_EQ(record.outages[0].cause, "digger");
  // With the fibre cut there is no path, and the 75 pings of 15 s are lost where that is known.
  if (links_are_modelled()) {
    EXPECT_GE(losses(record).drops_no_route, 75);
  }
  EXPECT_EQ(record.flows[0].packets_received, record.flows[0].packets_sent - 75);
}

TEST_P(OutageAccounting, ALostSatelliteTakesItsTrafficAndItsAcceleratorAlong) {
  const Key key = key_satellites();
  const RunRecord record =
      run_disrupted("[[outage]]\nname = \"debris\"\nwhat = \"satellite\"\ntargets = [\"" +
                    key.serving + (key.computing == key.serving ? "" : "\", \"" + key.computing) +
                    "\"]\nstart = \"20 s\"\nduration = \"15 s\"\n");
  // Until the edge at 27 s the terminal is without service.
  expect_all_failed(fates(record, kPlan, 20, 23.5));
  expect_all_failed(fates(record, kGauge, 20, 23.5));
  expect_all_answered(fates(record, kPlan, 40, 56));
  if (!links_are_modelled()) return;
  const LinkMetrics lost = losses(record);
  EXPECT_GT(lost.drops_no_route + lost.drops_cut + lost.drops_node, 50);
}

TEST_P(OutageAccounting, AStormOverTheGatewayCutsTheGroundAndNotTheSatellites) {
  const RunRecord record = run_disrupted(
      "[[outage]]\nname = \"storm\"\nwhat = \"gateway\"\nstart = \"20 s\"\nduration = \"15 s\"\n"
      "region = { center = { lat = \"-32 deg\", lon = \"117 deg\" }, radius = \"300 km\" }\n");
  // Up again at 35 s, its antennas follow at the edge of 42 s.
  expect_all_failed(fates(record, kPlan, 20, 38));
  expect_all_answered(fates(record, kGauge, 0, 56));
  EXPECT_EQ(record.outages[0].target, "merredin");
}

TEST_P(OutageAccounting, ABlockedTerminalCutsEverything) {
  const RunRecord record = run_disrupted(
      "[[outage]]\nname = \"crane\"\nwhat = \"terminal\"\ntargets = [\"mine.1\"]\n"
      "start = \"20 s\"\nduration = \"15 s\"\n");
  for (const std::int64_t workload : {kGauge, kPlan}) {
    expect_all_failed(fates(record, workload, 20, 31));
    expect_all_answered(fates(record, workload, 45, 56));
  }
}

INSTANTIATE_TEST_SUITE_P(Fidelities, OutageAccounting,
                         testing::Values("packet", "message", "ideal"),
                         [](const auto& fidelity) { return fidelity.param; });

// The share of pings that are lost is that of the two directions together; of 375, three standard
// errors are 0.075.
TEST(OutageEffects, LossOnALinkIsSeenByAFlowAndCounted) {
  const RunRecord record = run(
      "message",
      "[[outage]]\nname = \"noise\"\nwhat = \"terminal\"\ntargets = [\"mine.1\"]\nloss = 0.2\n");
  const auto share = [](std::int64_t part, std::int64_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
  };
  const std::vector<LinkMetrics> links = link_metrics(record);
  const auto up = std::find_if(links.begin(), links.end(), [](const LinkMetrics& link) {
    return link.link == "user-up mine.1";
  });
  ASSERT_NE(up, links.end());
  EXPECT_NEAR(share(up->drops_loss, up->packets), 0.2, 0.01);
  const FlowRecord& echo = record.flows[0];
  EXPECT_NEAR(share(echo.packets_received, echo.packets_sent), 0.64, 0.075);
}

TEST(OutageEffects, AFadingTerminalLimitsTheRate) {
  const RunRecord faded =
      run("packet",
          "[[flow]]\nname = \"bulk\"\nkind = \"udp-cbr\"\nfrom = \"centre\"\nto = \"mine\"\n"
          "rate = \"50 Mbit/s\"\nstart = \"20 s\"\nstop = \"26 s\"\n"
          "[[outage]]\nname = \"rain\"\nwhat = \"terminal\"\ntargets = [\"mine.1\"]\n"
          "rate_factor = 0.05\nstart = \"15 s\"\nduration = \"30 s\"\n");
  // A user link has 30 to 450 Mbit/s down, whatever its capacity model.
  const double goodput_bit_s = faded.flows[1].goodput_bit_s;
  EXPECT_GT(goodput_bit_s, 0.9 * 0.05 * 30e6);
  EXPECT_LT(goodput_bit_s, 0.05 * 450e6);
}

TEST(OutageEffects, ARunWithoutOutagesHasNoSectionOfThem) {
  EXPECT_EQ(outage_section(run("ideal", "")), "");
}

}  // namespace
}  // namespace orbitmesh
