#include <gtest/gtest.h>

#include "tests/support/run_summary.h"

namespace orbitmesh {
namespace {

// Upsets stay for the whole run and nothing corrects them, so that a short run shows every
// kind of effect.
RunSummary run(const std::string& acceleration) {
  return run_summary(source_path("scenarios/remote-mine.toml"),
                     "--set scenario.duration='10 min' --set expect=[] "
                     "--set constellation.shell-1.radiation.ecc=none "
                     "--set constellation.shell-1.radiation.rates=orbit-average "
                     "--set constellation.shell-1.radiation.scrub='1 h' "
                     "--set faults.acceleration=" +
                         acceleration);
}

TEST(Faults, AcceleratedTheyMakeWrongAnswersNaNsAndReboots) {
  const RunSummary faulty = run("2e5");
  ASSERT_EQ(faulty.exit_code, 0) << faulty.error;
  EXPECT_GT(faulty.metric("client.inspector.gauge.wrong"), 100);
  EXPECT_GT(faulty.metric("client.inspector.gauge.detected"), 0);
  EXPECT_GT(faulty.metric("faults.sefi"), 100);
  EXPECT_GT(faulty.metric("faults.seu"), 10'000);
  EXPECT_LT(faulty.metric("client.inspector.gauge.accuracy"), 0.9);
  // What robots compute themselves is under no radiation.
  EXPECT_GE(faulty.metric("client.inspector.label.accuracy"), 0.98);
  EXPECT_EQ(faulty.metric("client.inspector.label.wrong"), 0);
}

TEST(Faults, WithoutAccelerationOfRatesThereAreNone) {
  const RunSummary intact = run("0");
  ASSERT_EQ(intact.exit_code, 0) << intact.error;
  for (const char* metric : {"client.inspector.gauge.wrong", "client.inspector.gauge.detected",
                             "client.inspector.gauge.failed", "faults.sefi", "faults.seu"}) {
    EXPECT_EQ(intact.metric(metric), 0) << metric;
  }
  EXPECT_GE(intact.metric("client.inspector.gauge.accuracy"), 0.985);
}

/// Requests whose answers are modelled, on satellites under strong radiation.
RunSummary run_modelled(const std::string& policy) {
  return run_summary(
      source_path("scenarios/minimal.toml"),
      "--set scenario.duration='2 min' --set expect=[] --set faults.acceleration=1e5 "
      "--set client.robot.workload.detect.profile=openvla-7b "
      "--set constellation.shell-1.radiation='{ rates = \"orbit-average\", ecc = \"none\" }' "
      "--set constellation.shell-1.accelerator='{ profile = \"tesla-ai7\", every = 4, models = "
      "[\"openvla-7b\"] }' --set client.robot.workload.detect.policy='" +
          policy + "'");
}

TEST(Faults, WrongAnswersThatAreModelledAreOutvotedByOtherNodes) {
  const RunSummary one = run_modelled("{ kind = \"nearest\" }");
  ASSERT_EQ(one.exit_code, 0) << one.error;
  EXPECT_GT(one.metric("client.robot.detect.wrong"), 0);
  EXPECT_GT(one.metric("client.robot.detect.intact"), 0);
  for (const char* const copies : {"2", "3"}) {
    const RunSummary compared = run_modelled(std::string("{ kind = \"replicated\", copies = ") +
                                             copies + ", satellites = 3 }");
    ASSERT_EQ(compared.exit_code, 0) << compared.error;
    EXPECT_GT(compared.metric("client.robot.detect.disagreed"), 0) << copies;
    EXPECT_EQ(compared.metric("client.robot.detect.wrong"), 0) << copies;
  }
}

}  // namespace
}  // namespace orbitmesh
