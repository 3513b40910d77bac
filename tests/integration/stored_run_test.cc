#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/support/program.h"

namespace orbitmesh {
namespace {

/// Two finished runs of the same scenario, the second with slower uplinks.
class StoredRuns : public testing::Test {
 protected:
  void SetUp() override {
    const std::string run = "run '" + source_path("scenarios/minimal.toml") +
                            "' --quiet --set scenario.duration='1 min' --out '";
    ASSERT_EQ(run_orbitmesh(run + a() + "'").exit_code, 0);
    ASSERT_EQ(
        run_orbitmesh(run + b() + "' --set access.uplink='5 Mbit/s' --set 'expect=[]'").exit_code,
        0);
  }
  std::string a() const { return scratch_ / "a"; }
  std::string b() const { return scratch_ / "b"; }

  ScratchFolder scratch_;
};

TEST_F(StoredRuns, TheReportIsOneFileThatLoadsNothing) {
  const std::string html = file_content(a() + "/report.html");
  EXPECT_NE(html.find("<svg"), std::string::npos);
  EXPECT_NE(html.find("robot.detect"), std::string::npos);
  for (const char* loader : {"<script", "<link", "<img", "src=", "href=", "url(", "@import"}) {
    EXPECT_EQ(html.find(loader), std::string::npos) << loader;
  }
  const ProgramResult again =
      run_orbitmesh("report '" + a() + "' --out '" + (scratch_ / "again.html") + "'");
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_TRUE(file_content(scratch_ / "again.html") == html) << "the same run, the same page";
}

TEST_F(StoredRuns, AComparisonNamesWhatDiffersAndWhetherItIsSignificant) {
  const ProgramResult same = run_orbitmesh("compare '" + a() + "' '" + a() + "'");
  EXPECT_EQ(same.out.rfind("identical", 0), 0U) << same.out;
  const ProgramResult other = run_orbitmesh("compare '" + a() + "' '" + b() + "' --json");
  ASSERT_EQ(other.exit_code, 0) << other.err;
  const auto json = nlohmann::json::parse(other.out);
  EXPECT_FALSE(json["identical"]);
  const auto& latency = json["workloads"]["robot.detect"]["latency_difference_ms"];
  EXPECT_GT(latency["mean"], 50) << "120 kB take 160 ms longer at 5 than at 30 Mbit/s";
  EXPECT_TRUE(latency["significant"]);
  EXPECT_FALSE(json["metrics"]["client.robot.detect.issued"]["differs"]);
}

TEST_F(StoredRuns, ATraceHasALaneForEveryRequestAndPartsInsideTheWhole) {
  const std::string file = scratch_ / "trace.json";
  const ProgramResult result = run_orbitmesh("export '" + a() + "' --trace '" + file + "'");
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const auto trace = nlohmann::json::parse(file_content(file));
  std::set<std::int64_t> lanes;
  double end = 0;
  for (const auto& event : trace["traceEvents"]) {
    if (event["ph"] != "X") continue;
    lanes.insert(event["tid"].get<std::int64_t>());
    const double begin = event["ts"];
    const bool whole = event["args"].contains("request");
    if (!whole) {
      EXPECT_LE(begin + event["dur"].get<double>(), end + 1e-3);
    }
    if (whole) end = begin + event["dur"].get<double>();
  }
  EXPECT_EQ(lanes.size(), 120U) << "2 Hz for a minute";
}

TEST_F(StoredRuns, EveryTableIsExportedAndNothingIsOverwritten) {
  const std::string folder = scratch_ / "csv";
  ASSERT_EQ(run_orbitmesh("export '" + a() + "' --csv '" + folder + "'").exit_code, 0);
  std::ifstream requests(folder + "/request.csv");
  std::string header;
  std::getline(requests, header);
  EXPECT_EQ(header.rfind("request_id,client_id,", 0), 0U) << header;
  std::int64_t rows = 0;
  for (std::string line; std::getline(requests, line);) ++rows;
  EXPECT_EQ(rows, 120);
  const ProgramResult again = run_orbitmesh("export '" + a() + "' --csv '" + folder + "'");
  EXPECT_EQ(again.exit_code, 2);
}

TEST_F(StoredRuns, AFolderThatIsNoFinishedRunIsOneClearSentence) {
  for (const char* verb : {"report", "export --csv x"}) {
    const ProgramResult result =
        run_orbitmesh(std::string(verb) + " '" + (scratch_ / "nothing") + "'");
    EXPECT_EQ(result.exit_code, 2) << verb;
    EXPECT_NE(result.err.find("is no run's folder"), std::string::npos) << result.err;
  }
}

}  // namespace
}  // namespace orbitmesh
