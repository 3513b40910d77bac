#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "orbit/shadow.h"
#include "orbit/sun.h"
#include "scenarios/canonical_digest.h"
#include "scenarios/energy_metrics.h"
#include "scenarios/metrics.h"
#include "tests/scenarios/recorded_run.h"
#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

/// The small scenario over an ideal network, its satellites with a hundred devices each.
Scenario scenario_with(const std::string& bus_keys, std::vector<std::string> overrides = {}) {
  overrides.insert(overrides.begin(), {"network.fidelity=ideal", "scenario.duration=20 min"});
  return parse_scenario(
      good_scenario_with("accelerator = { profile = \"tesla-ai7\", every = 2",
                         bus_keys + "\naccelerator = { profile = \"tesla-ai7\", count = 100"),
      overrides);
}
RunRecord run_with(const std::string& bus_keys, const std::vector<std::string>& overrides = {}) {
  return recorded_run(scenario_with(bus_keys, overrides));
}

const std::string kAi1 = "bus = \"spacex-ai1\"";

TEST(EnergyRun, EveryServingNodeHasItsEnergy) {
  const RunRecord record = run_with("");
  EXPECT_EQ(record.node_energies.size(), 24U + 1U);  // satellites, austin; the robots hold nothing
  for (const NodeEnergyRecord& energy : record.node_energies) {
    if (energy.node.value >= 24) continue;
    EXPECT_NEAR(energy.idle_j, 100 * 90 * 1200, 1e-3);
    EXPECT_EQ(energy.overhead_j, 0.0);
  }
  EXPECT_TRUE(std::none_of(record.node_samples.begin(), record.node_samples.end(),
                           [](const NodeSample& sample) { return sample.bus.has_value(); }));
}

// 510 W above idle for the service time of each answer; openvla-7b runs on one device.
TEST(EnergyRun, ComputeEnergyIsServiceTimeTimesPower) {
  const RunRecord record = run_with("");
  double expected_j = 0;
  double booked_j = 0;
  for (const RequestRecord& request : record.requests) {
    if (request.tier == Tier::kSatellite) expected_j += 510 * request.service.seconds();
  }
  for (const NodeEnergyRecord& energy : record.node_energies) {
    if (energy.node.value < 24) booked_j += energy.compute_j;
  }
  EXPECT_GT(expected_j, 0.0);
  EXPECT_NEAR(booked_j, expected_j, 0.01 * expected_j);
}

TEST(EnergyRun, ALargeBusChangesNoRequest) {
  const RunRecord without = run_with("");
  const RunRecord with =
      run_with(kAi1 + "\npower = { battery = \"500 kWh\" }\nthermal = { radiator = \"300 m2\" }");
  ASSERT_EQ(with.requests.size(), without.requests.size());
  for (std::size_t i = 0; i < with.requests.size(); ++i) {
    EXPECT_EQ(with.requests[i].ended, without.requests[i].ended) << i;
  }
  const auto limited = std::find_if(with.node_samples.begin(), with.node_samples.end(),
                                    [](const NodeSample& s) { return s.bus.has_value(); });
  ASSERT_NE(limited, with.node_samples.end());
  EXPECT_EQ(limited->bus->clock_factor, 1.0);
  EXPECT_NE(canonical_digest(with), canonical_digest(without));
}

/// Satellites that are in the umbra at one time of the run at least.
std::int64_t eclipsed(const Scenario& scenario) {
  const World world(scenario);
  std::set<int> satellites;
  for (Duration t; t < scenario.run.duration; t += Duration::from_s(10)) {
    const EarthShadow shadow(sun_position_ecef_m(world.epoch() + t));
    for (int k = 0; k < world.ephemeris().size(); ++k) {
      if (shadow.sunlit_fraction(world.ephemeris().position_ecef_m(k, Time{} + t)) == 0) {
        satellites.insert(k);
      }
    }
  }
  return static_cast<std::int64_t>(satellites.size());
}

// Next to no battery: a satellite is off when the Earth hides the Sun, and at no other time.
TEST(EnergyRun, SatellitesInTheDarkWithoutABatteryAreOff) {
  const Scenario scenario = scenario_with(kAi1 + "\npower = { battery = \"1 Wh\" }");
  EXPECT_EQ(bus_metrics(recorded_run(scenario))->nodes_off, eclipsed(scenario));
}

TEST(EnergyRun, AThrottledSatelliteServesMoreSlowly) {
  const std::string warm =
      "\nthermal = { throttle_begin = \"21 degC\", throttle_end = \"60 degC\", radiator = \"5 m2\" "
      "}";
  const RunRecord slow = run_with(kAi1 + "\npower = { battery = \"500 kWh\" }" + warm);
  const RunRecord fast = run_with("");
  EXPECT_LT(bus_metrics(slow)->mean_clock, 0.95);
  const auto mean_service_s = [](const RunRecord& record) {
    double sum = 0;
    std::int64_t n = 0;
    for (const RequestRecord& request : record.requests) {
      if (request.tier != Tier::kSatellite) continue;
      sum += request.service.seconds();
      ++n;
    }
    return sum / static_cast<double>(n);
  };
  EXPECT_GT(mean_service_s(slow), 1.05 * mean_service_s(fast));
}

TEST(EnergyRun, APlatformsBuildingAndBodyAreBooked) {
  const RunRecord record =
      run_with("", {"site.austin.platform=cortex", "client.robot.platform=robot-orin",
                    "client.robot.workload.gauge.policy.kind=local"});
  double overhead_j = 0;
  double device_j = 0;
  int robots = 0;
  for (const NodeEnergyRecord& energy : record.node_energies) {
    if (energy.overhead_j > 0) {
      overhead_j = energy.overhead_j;
      device_j = energy.compute_j + energy.idle_j;
    }
    if (energy.body_j == 0) continue;
    ++robots;
    EXPECT_NEAR(energy.body_j, (220 + 0.3 * 51) * 1200, 1e-3);
  }
  EXPECT_EQ(robots, 2);
  EXPECT_NEAR(overhead_j, 1.275 * device_j, 1e-6 * device_j);
  const auto robot = std::find_if(record.node_samples.begin(), record.node_samples.end(),
                                  [](const NodeSample& s) { return s.bus.has_value(); });
  ASSERT_NE(robot, record.node_samples.end());
  EXPECT_LT(robot->bus->charge_j, 2.3 * 3.6e6);
  EXPECT_DOUBLE_EQ(robot->bus->clock_factor, 0.7);
}

TEST(EnergyRun, MetricsAreThoseThatAreAnnounced) {
  const RunRecord record = run_with(kAi1);
  const std::vector<Metric> metrics = list_metrics(record, compute_metrics(record));
  std::vector<std::string> names;
  for (const Metric& metric : metrics) names.push_back(metric.name);
  EXPECT_EQ(names, metric_names(record.entities));
  const auto found =
      std::find(names.begin(), names.end(), "client.robot.gauge.energy_per_answer_j");
  ASSERT_NE(found, names.end());
  EXPECT_GT(metrics[static_cast<std::size_t>(found - names.begin())].value.value_or(0.0), 0.0);
}

}  // namespace
}  // namespace orbitmesh
