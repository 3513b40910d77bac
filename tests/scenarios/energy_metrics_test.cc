#include "scenarios/energy_metrics.h"

#include <gtest/gtest.h>

#include "nodes/power/radio_energy.h"
#include "tests/scenarios/sample_run.h"

namespace orbitmesh {
namespace {

RequestRecord served(std::uint64_t id, std::uint32_t workload, std::int64_t service_ms, Tier tier,
                     NodeId node) {
  RequestRecord request = sample_request(id, 0, workload, static_cast<std::int64_t>(10 * id), 100,
                                         Outcome::kCompleted, tier, node);
  request.service = Duration::from_ms(service_ms);
  return request;
}

RunRecord run_of(std::vector<RequestRecord> requests) {
  RunRecord run = empty_sample_run();
  run.requests.assign(requests.begin(), requests.end());
  run.node_energies = {{NodeId{0}, 90.0, 0.0, 30.0, 0.0, 0.0, {}},
                       {NodeId{1}, 0.0, 0.0, 500.0, 0.0, 0.0, {}},
                       {NodeId{2}, 10.0, 0.0, 10.0, 25.0, 0.0, {}},
                       {NodeId{4}, 8.0, 0.0, 2.0, 0.0, 1000.0, {}}};
  return run;
}

// Two thirds of the satellite's service went to the first workload.
TEST(WorkloadEnergy, NodesShareTheirEnergyByServiceTime) {
  const auto energies = workload_energy(run_of({served(1, 0, 20, Tier::kSatellite, NodeId{0}),
                                                served(2, 1, 10, Tier::kSatellite, NodeId{0}),
                                                served(3, 0, 5, Tier::kLocal, NodeId{4})}));
  ASSERT_EQ(energies.size(), 3U);
  EXPECT_EQ(energies[0].answered, 2);
  EXPECT_NEAR(energies[0].compute_j, 60.0 + 8.0, 1e-9);
  EXPECT_NEAR(energies[0].idle_j, 20.0 + 2.0, 1e-9);
  EXPECT_NEAR(energies[1].compute_j, 30.0, 1e-9);
  EXPECT_EQ(energies[2].answered, 0);
}

TEST(WorkloadEnergy, AnswersBearAllEnergyOfTheNodesThatGaveThem) {
  const RunRecord run = run_of({served(1, 0, 7, Tier::kSatellite, NodeId{0}),
                                served(2, 1, 11, Tier::kSatellite, NodeId{0}),
                                served(3, 1, 13, Tier::kGround, NodeId{2})});
  double sum_j = 0;
  for (const WorkloadEnergy& energy : workload_energy(run)) {
    sum_j += energy.compute_j + energy.idle_j;
  }
  EXPECT_NEAR(sum_j, 90.0 + 30.0 + 45.0, 1e-9);  // hosts and building of the datacenter included
}

TEST(WorkloadEnergy, RadioCountsWhatTravelled) {
  RequestRecord local = served(1, 0, 5, Tier::kLocal, NodeId{4});
  RequestRecord remote = served(2, 0, 5, Tier::kSatellite, NodeId{0});
  remote.carried = Bytes{26'000};
  const auto energies = workload_energy(run_of({local, remote}));
  EXPECT_EQ(energies[0].bytes, 26'000);
  EXPECT_NEAR(energies[0].radio_j, radio_energy_j(Tier::kSatellite, Bytes{26'000}), 1e-12);
}

TEST(WorkloadEnergy, RequestsWithoutAnAnswerTakeNoShare) {
  RequestRecord failed = sample_request(1, 0, 0, 0, 100, Outcome::kFailed);
  failed.service = Duration::from_ms(1000);
  const auto energies =
      workload_energy(run_of({failed, served(2, 0, 5, Tier::kSatellite, NodeId{0})}));
  EXPECT_EQ(energies[0].answered, 1);
  EXPECT_NEAR(energies[0].compute_j, 90.0, 1e-9);
}

NodeEnergyRecord with_bus(NodeId node, std::vector<double> clocks, double charge_j) {
  NodeEnergyRecord record;
  record.node = node;
  record.bus.emplace();
  for (const double clock : clocks) record.bus->add(clock, charge_j, 310.0 + clock);
  return record;
}

TEST(BusMetrics, SumUpTheSatellites) {
  RunRecord run = empty_sample_run();
  run.node_energies = {NodeEnergyRecord{}};
  EXPECT_FALSE(bus_metrics(run));
  run.node_energies = {with_bus(NodeId{0}, {1.0, 0.5}, 5e6), with_bus(NodeId{1}, {0.0, 0.9}, 3e6)};
  const BusMetrics metrics = bus_metrics(run).value();
  EXPECT_EQ(metrics.nodes, 2);
  EXPECT_EQ(metrics.nodes_off, 1);
  EXPECT_EQ(metrics.off_share, 0.25);
  EXPECT_NEAR(metrics.mean_clock, 0.6, 1e-12);
  EXPECT_EQ(metrics.least_clock, 0.5);
  EXPECT_EQ(metrics.least_charge_j, 3e6);
  EXPECT_NEAR(metrics.hottest_junction_k, 311.0, 1e-9);
}

}  // namespace
}  // namespace orbitmesh
