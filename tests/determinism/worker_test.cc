#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <optional>
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
  const std::string endpoint = "tcp://127.0.0.1:" + std::to_string(20'000 + ::getpid() % 12'000);
  const RunSummary tcp =
      run("--worker-endpoint " + endpoint,
          worker(endpoint, "--delay-ms 2") + worker(endpoint, "--workers 2 --delay-ms 1"));
  EXPECT_EQ(tcp.digest, run("").digest);
}

/// Key pairs of a run and a worker in a folder, and the options that name them.
struct Keys {
  explicit Keys(const ScratchFolder& folder) : run(folder / "run"), worker(folder / "worker") {
    for (const std::string& file : {run, worker}) {
      EXPECT_EQ(run_orbitmesh("worker --curve-generate '" + file + "'").exit_code, 0);
    }
  }
  std::string of_run() const {
    return " --curve-key '" + run + "' --curve-worker '" + worker + ".pub'";
  }
  std::string of_worker() const {
    return " --curve-key '" + worker + "' --curve-runner '" + run + ".pub'";
  }
  std::string run, worker;
};

TEST(Workers, OverTcpWithKeysTheirNumberDoesNotMatter) {
  const ScratchFolder scratch;
  const Keys keys(scratch);
  const std::string inproc = run("").digest;
  std::string workers;
  for (int count = 1; count <= 3; ++count) {
    const std::string endpoint =
        "tcp://127.0.0.1:" + std::to_string(20'000 + (::getpid() * 4 + count) % 12'000);
    workers.clear();
    for (int k = 0; k < count; ++k) workers += worker(endpoint, keys.of_worker());
    const RunSummary tcp = run("--worker-endpoint " + endpoint + keys.of_run(), workers);
    EXPECT_EQ(tcp.digest, inproc) << count << " workers";
  }
}

TEST(Workers, WithAWrongKeyOneIsRefusedAndTheRunIsNoneTheWorse) {
  const ScratchFolder scratch;
  const Keys keys(scratch);
  const std::string stranger = scratch / "stranger";
  ASSERT_EQ(run_orbitmesh("worker --curve-generate '" + stranger + "'").exit_code, 0);
  const std::string endpoint = "tcp://127.0.0.1:" + std::to_string(20'000 + ::getpid() % 12'000);
  const std::string refused =
      " --curve-key '" + stranger + "' --curve-runner '" + keys.run + ".pub' --connect-limit 2";
  const ProgramResult result = run_orbitmesh(
      "run '" + kMainJob + "' --quiet --out '" + (scratch / "out") + "' " + kFaulty +
          "--worker-endpoint " + endpoint + keys.of_run(),
      "'" + program_path() + "' worker --quiet --connect " + endpoint + refused + " 2>'" +
          (scratch / "refusal") + "' & " + worker(endpoint, keys.of_worker()));
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_NE(result.out.find("digest     " + run("").digest), std::string::npos) << result.out;
  EXPECT_NE(result.out.find("1 unknown keys refused"), std::string::npos) << result.out;
  const std::string log = file_content(scratch / "out/log.txt");
  const std::size_t told = log.find("refused a worker with the unknown public key");
  EXPECT_NE(told, std::string::npos) << log;
  EXPECT_EQ(log.find("refused a worker", told + 1), std::string::npos) << "told once";
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

/// Every killed worker is replaced by a new one; ten are killed in each of five runs.
void expect_kills_to_change_nothing(bool tcp) {
  const std::string undisturbed = run("").digest;
  for (int round = 0; round < 5; ++round) {
    const ScratchFolder scratch;
    const std::optional<Keys> keys =
        tcp ? std::optional<Keys>(std::in_place, scratch) : std::nullopt;
    const std::string port = std::to_string(20'000 + (::getpid() * 8 + round) % 12'000);
    const std::string endpoint = tcp ? "tcp://127.0.0.1:" + port : "ipc://" + (scratch / "socket");
    const std::string start = "'" + program_path() + "' worker --quiet --connect " + endpoint;
    // Anchored, so that the shell that runs all this does not match its own text.
    const std::string workers =
        "'^" + program_path() + " worker --quiet --connect " + endpoint + " '";
    // Both are bounded and hold none of the test's own output open.
    const std::string keep_alive = "for k in 1 2 3; do ( for n in $(seq 40); do [ ! -d '" +
                                   scratch.path() + "' ] || [ -e '" + (scratch / "end") +
                                   "' ] || " + start + (keys ? keys->of_worker() : "") +
                                   " --delay-ms 2; done ) >/dev/null 2>&1 & done; ";
    const std::string killer =
        "( sleep 0.4; for k in 1 2 3 4 5 6 7 8 9 10; do for try in $(seq 40); do p=$(pgrep -f " +
        workers + " | shuf -n 1); [ -n \"$p\" ] && kill -9 $p && echo killed >>'" +
        (scratch / "kills") + "' && break; sleep 0.05; done; sleep 0.1; done ) >/dev/null 2>&1 & ";
    const RunSummary disturbed =
        run("--worker-endpoint " + endpoint + (keys ? keys->of_run() : ""), keep_alive + killer);
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

TEST(Workers, RandomKillsChangeNothing) { expect_kills_to_change_nothing(false); }
TEST(Workers, RandomKillsOverTcpWithKeysChangeNothing) { expect_kills_to_change_nothing(true); }

}  // namespace
}  // namespace orbitmesh
