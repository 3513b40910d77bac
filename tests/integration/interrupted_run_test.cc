#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/support/program.h"

namespace orbitmesh {
namespace {

TEST(InterruptedRun, ExitsWith130AndTheFolderSaysSo) {
  const ScratchFolder scratch;
  // timeout sends the signal and reports the program's own exit code.
  const ProgramResult run =
      run_orbitmesh("run '" + source_path("scenarios/remote-mine.toml") + "' --quiet --out '" +
                        (scratch / "run") + "'",
                    "timeout --preserve-status --kill-after=20 --signal=INT 1.5");
  EXPECT_EQ(run.exit_code, 130) << run.err;
  EXPECT_NE(run.err.find("interrupted"), std::string::npos);
  const auto json = nlohmann::json::parse(file_content(scratch / "run/run.json"));
  EXPECT_EQ(json.at("state"), "interrupted");
  EXPECT_GT(json.at("simulated_ns").get<std::int64_t>(), 0);
  EXPECT_GT(json.at("wall_s").get<double>(), 0.0);
  EXPECT_NE(json.at("error").get<std::string>().find("results.sqlite.part"), std::string::npos);
  EXPECT_NE(file_content(scratch / "run/log.txt").find("interrupted after "), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(scratch / "run/results.sqlite"));
}

}  // namespace
}  // namespace orbitmesh
