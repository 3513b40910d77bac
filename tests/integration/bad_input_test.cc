#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/support/program.h"

namespace orbitmesh {
namespace {

const std::string kMainJob = "'" + source_path("scenarios/remote-mine.toml") + "' ";

struct BadInput {
  const char* name;
  const char* arguments;  ///< after the scenario
  const char* remedy;     ///< part of the message
};
void PrintTo(const BadInput& input, std::ostream* out) { *out << input.name; }

class BadInputTest : public ::testing::TestWithParam<BadInput> {};

TEST_P(BadInputTest, IsRejectedBeforeAnythingIsWritten) {
  const ScratchFolder scratch;
  const ProgramResult run = run_orbitmesh("run " + kMainJob + "--out '" + (scratch / "run") + "' " +
                                          GetParam().arguments);
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.err.find(GetParam().remedy), std::string::npos) << run.err;
  EXPECT_EQ(run.out, "");
  EXPECT_FALSE(std::filesystem::exists(scratch / "run"));
  EXPECT_EQ(run_orbitmesh("validate " + kMainJob + GetParam().arguments).exit_code, 2);
}

INSTANTIATE_TEST_SUITE_P(
    Overrides, BadInputTest,
    ::testing::Values(
        BadInput{"unknown_key", "--set scenario.sede=2", "did you mean 'seed'"},
        BadInput{"missing_unit", "--set scenario.duration=30", "unit"},
        BadInput{"wrong_unit", "--set scenario.duration='\"30 km\"'", "length"},
        BadInput{"out_of_range", "--set client.inspector.count=0", "at least 1"},
        BadInput{"undefined_site", "--set client.inspector.site=mien", "did you mean 'mine'"},
        BadInput{"zero_deadline", "--set client.inspector.workload.plan.deadline='\"0 s\"'",
                 "deadline"},
        BadInput{"no_such_epoch", "--set scenario.epoch=2026-02-30T00:00:00Z", "28 days"},
        BadInput{"unknown_fidelity", "--set network.fidelity=messages", "message"},
        BadInput{"model_too_large",
                 "--set client.inspector.workload.plan.policy.kind=local "
                 "--set client.inspector.workload.plan.policy.site=austin",
                 "policy"},
        BadInput{"malformed_override", "--set nonsense", "--set"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(BadInput, AModelThatNoRobotCanHoldIsSaidSo) {
  const ScratchFolder scratch;
  std::string text = file_content(source_path("scenarios/remote-mine.toml"));
  const std::string remote = "policy = { kind = \"least-latency\" }";
  const std::size_t at = text.find(remote);
  ASSERT_NE(at, std::string::npos);
  text.replace(at, remote.size(), "policy = { kind = \"local\" }");
  std::ofstream(scratch / "s.toml") << text;
  const ProgramResult run = run_orbitmesh("validate '" + (scratch / "s.toml") + "'");
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.err.find("110 GB"), std::string::npos) << run.err;
  EXPECT_NE(run.err.find("64 GB"), std::string::npos) << run.err;
  EXPECT_NE(run.err.find("s.toml:"), std::string::npos) << run.err;
}

TEST(BadInput, BulkTrafficOverIdealLinksIsRejectedByValidate) {
  const ScratchFolder scratch;
  std::ofstream(scratch / "s.toml")
      << "extends = \"" << source_path("scenarios/remote-mine.toml") << "\"\n"
      << "[network]\nfidelity = \"ideal\"\n"
      << "[[flow]]\nname = \"bulk\"\nkind = \"tcp-bulk\"\nfrom = \"mine\"\nto = \"austin\"\n";
  const ProgramResult run = run_orbitmesh("validate '" + (scratch / "s.toml") + "'");
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.err.find("packet"), std::string::npos) << run.err;
}

}  // namespace
}  // namespace orbitmesh
