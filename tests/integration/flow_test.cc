#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/run_summary.h"

namespace orbitmesh {
namespace {

class FlowTest : public ::testing::Test {
 protected:
  RunSummary run(const std::string& flow, const std::string& arguments = "") {
    std::ofstream(scratch / "s.toml")
        << "extends = \"" << source_path("scenarios/remote-mine.toml") << "\"\n[[flow]]\n"
        << flow;
    return run_summary(scratch / "s.toml",
                       "--set scenario.duration='\"60 s\"' --set expect=[] " + arguments);
  }
  ScratchFolder scratch;
};

TEST_F(FlowTest, ConstantRateUnderTheUplinksCapacityLosesNothing) {
  const RunSummary run = this->run(
      "name = \"cbr\"\nkind = \"udp-cbr\"\nfrom = \"mine\"\nto = \"austin\"\n"
      "rate = \"5 Mbit/s\"\nsize = \"1200 B\"\n");
  ASSERT_EQ(run.exit_code, 0) << run.error;
  EXPECT_LT(run.metric("flow.cbr.loss"), 0.01);
  EXPECT_NEAR(run.metric("flow.cbr.goodput_bit_s"), 5e6, 0.05e6);
}

TEST_F(FlowTest, ConstantRateOverTheUplinksCapacityLosesTheExcess) {
  const RunSummary run = this->run(
      "name = \"cbr\"\nkind = \"udp-cbr\"\nfrom = \"mine\"\nto = \"austin\"\n"
      "rate = \"60 Mbit/s\"\nsize = \"1472 B\"\n");
  ASSERT_EQ(run.exit_code, 0) << run.error;
  // 30 Mbit/s of uplink carry 1,472 of 1,500 bytes, and pause at every slot edge.
  EXPECT_LT(run.metric("flow.cbr.goodput_bit_s"), 30e6 * 1472 / 1500);
  EXPECT_GT(run.metric("flow.cbr.goodput_bit_s"), 24e6);
  EXPECT_GT(run.metric("flow.cbr.loss"), 0.4);
}

TEST_F(FlowTest, BulkTransferFillsMostOfTheUplink) {
  const RunSummary run =
      this->run("name = \"bulk\"\nkind = \"tcp-bulk\"\nfrom = \"mine\"\nto = \"austin\"\n");
  ASSERT_EQ(run.exit_code, 0) << run.error;
  EXPECT_GT(run.metric("flow.bulk.goodput_bit_s"), 10e6);
  EXPECT_LT(run.metric("flow.bulk.goodput_bit_s"), 30e6);
}

TEST_F(FlowTest, PingRoundTripIsTwiceThePathAtTheIdealNetwork) {
  const RunSummary run = this->run(
      "name = \"echo\"\nkind = \"ping\"\nfrom = \"mine\"\nto = \"memphis\"\ninterval = \"1 s\"\n",
      "--set network.fidelity=ideal");
  ASSERT_EQ(run.exit_code, 0) << run.error;
  EXPECT_GT(run.metric("flow.echo.rtt_p50_ms"), 2 * 15'500 / 299.792458);
  EXPECT_LT(run.metric("flow.echo.rtt_p50_ms"), 250);
  EXPECT_EQ(run.metric("flow.echo.loss"), 0);
}

}  // namespace
}  // namespace orbitmesh
