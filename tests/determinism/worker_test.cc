#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <tuple>

#include "core/simd_level.h"
#include "tests/support/run_summary.h"

namespace orbitmesh {
namespace {

const std::string kMainJob = source_path("scenarios/remote-mine.toml");
// Enough upsets that answers depend on when a request was dispatched and confirmed.
const std::string kFaulty =
    "--set scenario.duration='\"2 min\"' --set expect=[] --set faults.acceleration=1e5 "
    "--set constellation.shell-1.radiation.ecc=none "
    "--set constellation.shell-1.radiation.rates=orbit-average ";

RunSummary run(const std::string& arguments, const std::string& before = "") {
  RunSummary summary = run_summary(kMainJob, kFaulty + arguments, before);
  EXPECT_EQ(summary.exit_code, 0) << summary.error;
  return summary;
}

std::string worker(const std::string& endpoint, const std::string& options) {
  return "'" + program_path() + "' worker --quiet --connect " + endpoint + " " + options +
         " >/dev/null 2>&1 & ";
}

TEST(Workers, TheirNumberDoesNotMatter) {
  const RunSummary one = run("");
  EXPECT_GT(one.metric("client.inspector.gauge.wrong"), 0);
  EXPECT_EQ(one.digest, run("--workers 3").digest);
}

TEST(Workers, TheirNumberDoesNotMatterToFusedKernelsEither) {
  if (best_simd_level() < SimdLevel::kAvx2) GTEST_SKIP() << "this CPU cannot run kernels v3";
  const std::string v3 =
      "--set client.inspector.workload.gauge.content.kernels=v3 "
      "--set client.inspector.workload.label.content.kernels=v3 ";
  const RunSummary one = run(v3);
  EXPECT_EQ(one.digest, run(v3 + "--workers 3").digest);
  EXPECT_NE(one.digest, run("").digest) << "the choice of kernels is part of the digest";
}

TEST(Workers, ProcessesAnswerAsThreadsDo) {
  EXPECT_EQ(run("").digest, run("--worker-endpoint ipc://auto --workers 2").digest);
}

TEST(Workers, OverTcpAndAtAnIrregularSpeedTheyAnswerTheSame) {
  const std::string endpoint = "tcp://127.0.0.1:" + std::to_string(20'000 + ::getpid() % 20'000);
  const RunSummary tcp =
      run("--worker-endpoint " + endpoint,
          worker(endpoint, "--delay-ms 2") + worker(endpoint, "--workers 2 --delay-ms 1"));
  EXPECT_EQ(tcp.digest, run("").digest);
}

TEST(Workers, WithoutAnyTheRunEndsWithAClearError) {
  const ScratchFolder scratch;
  const ProgramResult alone =
      run_orbitmesh("run '" + kMainJob + "' --quiet --out '" + (scratch / "run") +
                        "' --worker-endpoint ipc://" + (scratch / "socket"),
                    "timeout 60");
  EXPECT_EQ(alone.exit_code, 3);
  EXPECT_NE(alone.err.find("worker"), std::string::npos) << alone.err;
  EXPECT_NE(file_content(scratch / "run/run.json").find("\"failed\""), std::string::npos);
}

// Every killed worker is replaced by a new one; ten are killed in each of five runs.
TEST(Workers, RandomKillsChangeNothing) {
  const std::string undisturbed = run("").digest;
  for (int round = 0; round < 5; ++round) {
    const ScratchFolder scratch;
    const std::string endpoint = "ipc://" + (scratch / "socket");
    const std::string start = "'" + program_path() + "' worker --quiet --connect " + endpoint;
    // Anchored, so that the shell that runs all this does not match its own text.
    const std::string workers =
        "'^" + program_path() + " worker --quiet --connect " + endpoint + "'";
    // Both are bounded and hold none of the test's own output open.
    const std::string keep_alive =
        "for k in 1 2 3; do ( for n in $(seq 40); do [ ! -d '" + scratch.path() + "' ] || [ -e '" +
        (scratch / "end") + "' ] || " + start + " --delay-ms 2; done ) >/dev/null 2>&1 & done; ";
    const std::string killer =
        "( sleep 0.4; for k in 1 2 3 4 5 6 7 8 9 10; do for try in $(seq 40); do p=$(pgrep -f " +
        workers + " | shuf -n 1); [ -n \"$p\" ] && kill -9 $p && echo killed >>'" +
        (scratch / "kills") + "' && break; sleep 0.05; done; sleep 0.1; done ) >/dev/null 2>&1 & ";
    const RunSummary disturbed = run("--worker-endpoint " + endpoint, keep_alive + killer);
    std::ignore = std::system(("for t in $(seq 200); do [ \"$(cat '" + (scratch / "kills") +
                               "' | wc -l)\" -ge 10 ] && break; sleep 0.1; done; touch '" +
                               (scratch / "end") + "'; sleep 0.5; pkill -9 -f " + workers)
                                  .c_str());
    EXPECT_EQ(disturbed.digest, undisturbed) << "round " << round;
    EXPECT_EQ(file_content(scratch / "kills"),
              [] {
                std::string lines;
                for (int k = 0; k < 10; ++k) lines += "killed\n";
                return lines;
              }())
        << "round " << round;
  }
}

}  // namespace
}  // namespace orbitmesh
