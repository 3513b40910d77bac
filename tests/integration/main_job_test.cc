#include <gtest/gtest.h>

#include "tests/support/run_summary.h"

namespace orbitmesh {
namespace {

const std::string kMainJob = source_path("scenarios/remote-mine.toml");

TEST(MainJob, RunsOnRobotsSatellitesAndADatacenterAndMeetsItsExpectations) {
  const RunSummary run = run_summary(kMainJob, "");
  ASSERT_EQ(run.exit_code, 0) << run.error;
  // Six robots at 2 Hz for half an hour, less the phase of the first and last request.
  EXPECT_NEAR(run.metric("client.inspector.gauge.issued"), 6 * 2 * 1800, 12);
  // Poisson: mean 3,240, standard deviation 57.
  EXPECT_NEAR(run.metric("client.inspector.plan.issued"), 6 * 0.3 * 1800, 4 * 57);
  EXPECT_EQ(run.metric("client.inspector.gauge.share_satellite"), 1.0);
  EXPECT_EQ(run.metric("client.inspector.plan.share_ground"), 1.0);
  EXPECT_EQ(run.metric("client.truck.detect.share_local"), 1.0);
  EXPECT_GE(run.metric("client.inspector.gauge.deadline_met"), 0.95);
  EXPECT_GE(run.metric("client.inspector.gauge.accuracy"), 0.985);
  EXPECT_NE(file_content(source_path("README.md")).find(run.digest), std::string::npos)
      << "README.md shows another digest than " << run.digest;
}

TEST(MainJob, EveryRequestIsAccountedFor) {
  const RunSummary run = run_summary(kMainJob, "--set scenario.duration='\"2 min\"'");
  ASSERT_EQ(run.exit_code, 0) << run.error;
  for (const std::string workload :
       {"inspector.gauge", "inspector.plan", "truck.detect", "truck.review"}) {
    const auto of = [&](const char* name) { return run.metric("client." + workload + "." + name); };
    EXPECT_GT(of("issued"), 0) << workload;
    EXPECT_EQ(of("issued"), of("completed") + of("late") + of("failed") + of("pending"))
        << workload;
  }
}

// The nearest datacenter is half the Earth away: light alone needs over 50 ms each way, and
// the answer cannot be faster than light, service and the slot's access delay together.
TEST(MainJob, LatencyOverTheLasersIsBoundedBelowByLight) {
  const RunSummary run = run_summary(kMainJob, "--set scenario.duration='\"5 min\"'");
  ASSERT_EQ(run.exit_code, 0) << run.error;
  constexpr double kGreatCircle_km = 15'700;  // Pilbara to Austin
  constexpr double kLight_km_per_ms = 299.792458;
  EXPECT_GT(run.metric("flow.mine-austin.rtt_p50_ms"), 2 * kGreatCircle_km / kLight_km_per_ms);
}

TEST(MainJob, TheIdealNetworkIsFasterThanThePacketNetwork) {
  const std::string minutes = "--set scenario.duration='\"5 min\"' ";
  const RunSummary packet = run_summary(kMainJob, minutes);
  const RunSummary ideal = run_summary(kMainJob, minutes + "--set network.fidelity=ideal");
  ASSERT_EQ(packet.exit_code, 0) << packet.error;
  ASSERT_EQ(ideal.exit_code, 0) << ideal.error;
  for (const std::string workload : {"inspector.gauge", "inspector.plan", "truck.review"}) {
    const std::string metric = "client." + workload + ".latency_p50_ms";
    EXPECT_LT(ideal.metric(metric), packet.metric(metric)) << workload;
    EXPECT_GT(ideal.metric(metric), 0) << workload;
  }
}

}  // namespace
}  // namespace orbitmesh
