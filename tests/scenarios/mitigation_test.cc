#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "scenarios/canonical_digest.h"
#include "scenarios/metrics.h"
#include "scenarios/summary_mitigation.h"
#include "tests/core/expect_input_error.h"
#include "tests/scenarios/recorded_run.h"
#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string with_radiation(const std::string& keys) {
  return good_scenario_with("[[site]]", "radiation = { " + keys + " }\n[[site]]");
}

std::string error_of(const std::string& text, const std::vector<std::string>& overrides = {}) {
  return input_error_of([&] { parse_scenario(text, overrides); });
}

TEST(MitigationKeys, AreReadWithTheirDefaults) {
  const Scenario scenario = parse_scenario(with_radiation("recovery = {}, drain = {}"));
  const RadiationSection& radiation = *scenario.constellations[0].radiation;
  EXPECT_EQ(radiation.recovery->options.watchdog, Duration());
  EXPECT_EQ(radiation.recovery->options.power_cycle, Duration());
  EXPECT_EQ(radiation.recovery->options.reload, WeightSource::kLocal);
  EXPECT_EQ(radiation.drain->limits.above, 3.0);
  EXPECT_EQ(radiation.drain->limits.resume, 1.0);
  EXPECT_TRUE(scenario.has_mitigation());
  EXPECT_FALSE(parse_scenario(with_radiation("")).has_mitigation());
}

TEST(MitigationKeys, ValuesOutOfRangeAreRefused) {
  EXPECT_THAT(error_of(with_radiation("recovery = { watchdog = \"-1 s\" }")),
              HasSubstr("watchdog"));
  EXPECT_THAT(error_of(with_radiation("recovery = { power_cycle = \"2 h\" }")),
              HasSubstr("power_cycle"));
  EXPECT_THAT(error_of(with_radiation("recovery = { reload = \"moon\" }")), HasSubstr("satellite"));
  EXPECT_THAT(error_of(with_radiation("recovery = { checkpoint = {} }")), HasSubstr("period"));
  EXPECT_THAT(error_of(with_radiation("recovery = { checkpoint = { period = \"0 s\" } }")),
              HasSubstr("period"));
  EXPECT_THAT(error_of(with_radiation("drain = { above = 0 }")), HasSubstr("above"));
  EXPECT_THAT(error_of(with_radiation("drain = { above = 2, resume = 2.5 }")),
              HasSubstr("'resume' 2.5 must be at most 'above' 2"));
}

TEST(MitigationKeys, ADrainNeedsRatesThatDiffer) {
  EXPECT_THAT(error_of(with_radiation("drain = {}, rates = \"orbit-average\"")),
              HasSubstr("or remove 'drain'"));
}

TEST(MitigationKeys, AReloadOverTheMeshNeedsLinksAndSomebodyWithTheWeights) {
  EXPECT_THAT(
      error_of(with_radiation("recovery = { reload = \"satellite\" }"), {"network.fidelity=ideal"}),
      HasSubstr("use \"message\" or \"packet\""));
  EXPECT_THAT(error_of(with_radiation("recovery = { reload = \"ground\" }")),
              HasSubstr("no datacenter that a satellite can reach holds all models of 'shell'"));
  EXPECT_THAT(error_of(with_radiation("recovery = { reload = \"satellite\" }"),
                       {"constellation.shell.accelerator.every=24"}),
              HasSubstr("no laser leads to another satellite"));
  EXPECT_NO_THROW(parse_scenario(with_radiation("recovery = { reload = \"satellite\" }")));
}

TEST(MitigationKeys, PoliciesByTheStateOfSatellitesNeedSatellitesThatHaveOne) {
  const auto policy = [](const std::string& keys) {
    return "client.robot.workload.gauge.policy={ " + keys + " }";
  };
  const std::string plain(kGoodScenario);
  EXPECT_THAT(error_of(plain, {policy("kind = \"nearest\", avoid_saa = true")}),
              HasSubstr("needs radiation"));
  EXPECT_THAT(error_of(plain, {policy("kind = \"replicated\", replicate_when = \"saa\"")}),
              HasSubstr("needs radiation"));
  EXPECT_THAT(error_of(plain, {policy("kind = \"nearest\", min_charge = 0.5")}),
              HasSubstr("needs satellites with a battery"));
  EXPECT_THAT(error_of(plain, {policy("kind = \"nearest\", min_charge = 1.5")}),
              HasSubstr("min_charge"));
  EXPECT_THAT(error_of(plain, {policy("kind = \"nearest\", replicate_when = \"saa\"")}),
              AllOf(HasSubstr("takes no 'replicate_when'"), HasSubstr("replicated")));
  EXPECT_THAT(error_of(plain, {"client.robot.workload.plan.policy={ kind = \"ground\", "
                               "avoid_saa = true }"}),
              HasSubstr("no meaning for a policy without satellites"));
}

/// Four minutes of a shell dense enough for lasers, of which some satellites are in the anomaly, at
/// rates at which those are struck many times.
RunRecord run_with(const std::string& keys, std::vector<std::string> overrides = {}) {
  overrides.insert(
      overrides.begin(),
      {"network.fidelity=message", "scenario.duration=4 min", "faults.acceleration=2e5",
       "constellation.shell.accelerator.profile=tpu-v6e", "constellation.shell.accelerator.every=4",
       "constellation.shell.walker.planes=12", "constellation.shell.walker.per_plane=22"});
  const RunRecord record =
      recorded_run(parse_scenario(with_radiation(keys + ", rates = \"local\""), overrides));
  check_consistency(record);
  return record;
}

double metric(const RunRecord& record, const std::string& name) {
  for (const Metric& m : list_metrics(record, compute_metrics(record))) {
    if (m.name == name) return m.value.value();
  }
  throw std::out_of_range(name);
}

TEST(MitigationRun, IsAccountedInMetricsAndSummaryAloneWhereThereIsSome) {
  const RunRecord without = run_with("shielding_al = \"2.54 mm\"");
  EXPECT_EQ(mitigation_section(without), "");
  EXPECT_THROW(metric(without, "mitigation.reboots"), std::out_of_range);

  const RunRecord with =
      run_with("recovery = { watchdog = \"5 s\", reload = \"satellite\" }, drain = {}");
  EXPECT_EQ(metric(with, "mitigation.reboots"), metric(with, "faults.sefi"));
  EXPECT_GT(metric(with, "mitigation.reboots"), 0);
  EXPECT_GT(metric(with, "mitigation.silent_s"), 0);
  EXPECT_GT(metric(with, "mitigation.down_s"), metric(with, "mitigation.silent_s"));
  EXPECT_GT(metric(with, "mitigation.reloads"), 0);
  EXPECT_GE(metric(with, "mitigation.reload_bytes"), 15e9 * metric(with, "mitigation.reloads"));
  EXPECT_GT(metric(with, "mitigation.drained_s"), 0);
  EXPECT_THAT(mitigation_section(with), HasSubstr("weights fetched over the mesh"));
}

TEST(MitigationRun, EventsAndDrainsDoNotDependOnTheRouteStep) {
  const std::string keys = "recovery = { watchdog = \"5 s\" }, drain = {}";
  const RunRecord by_1_s = run_with(keys, {"network.route_interval=1 s"});
  const RunRecord by_10_s = run_with(keys, {"network.route_interval=10 s"});
  ASSERT_EQ(by_1_s.faults.size(), by_10_s.faults.size());
  for (std::size_t i = 0; i < by_1_s.faults.size(); ++i) {
    EXPECT_EQ(by_1_s.faults[i].at, by_10_s.faults[i].at);
    EXPECT_EQ(by_1_s.faults[i].node, by_10_s.faults[i].node);
  }
  EXPECT_EQ(by_1_s.mitigation->drain.drained, by_10_s.mitigation->drain.drained);
}

TEST(MitigationRun, SamplesTellDoseAndFaultsOfNodesUnderRadiation) {
  const RunRecord record = run_with("age = \"8766 h\"");
  bool any = false;
  for (const NodeSample& sample : record.node_samples) {
    if (!sample.radiation) continue;
    any = true;
    // 550 km and 53 deg behind 2.54 mm: 1.2 krad a year.
    EXPECT_NEAR(sample.radiation->dose_rad, 1200, 200);
  }
  EXPECT_TRUE(any);
}

}  // namespace
}  // namespace orbitmesh
