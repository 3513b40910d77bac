#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <string>
#include <vector>

#include "bench/child_process.h"
#include "bench/rows.h"
#include "bench/stopwatch.h"
#include "core/temporary_folder.h"
#include "core/this_program.h"

namespace orbitmesh {
namespace {

namespace fs = std::filesystem;

constexpr int kTimeLimit_s = 600;
constexpr int kProcesses = 2;

constexpr const char* kScenario = R"([scenario]
name = "bench"
epoch = "2026-06-01T00:00:00Z"
duration = "{} s"

[[constellation]]
name = "shell"
walker = {{ altitude = "550 km", inclination = "53 deg", planes = 72, per_plane = 22, phasing = 39 }}
accelerator = {{ profile = "tesla-ai7", every = 4, models = ["*"] }}

[[site]]
name = "farm"
location = {{ lat = "-33.9 deg", lon = "151.2 deg" }}
terminal = "starlink-dish"

[[client]]
name = "robot"
kind = "robot"
site = "farm"

[[client.workload]]
name = "detect"
profile = "yolov8m"
arrival = {{ rate = "2 Hz" }}
deadline = "250 ms"
policy = {{ kind = "nearest" }}

[sweep]
replications = {}
)";

/// Runs `count` runs one after another, each a process.
void run_bare(const fs::path& folder, const std::string& scenario, int first, int count) {
  for (int run = first; run < first + count; ++run) {
    output_of_child(this_program(),
                    {"run", scenario, "--quiet", "--no-report", "--out",
                     (folder / fmt::format("bare-{}", run)).string(), "--set",
                     fmt::format("scenario.seed={}", run + 1)},
                    kTimeLimit_s);
  }
}

/// Wall time of `runs` runs by kProcesses that know nothing of each other.
double bare_s(const fs::path& folder, const std::string& scenario, int first, int runs) {
  const Stopwatch watch;
  std::vector<std::future<void>> processes;
  const int each = runs / kProcesses;
  for (int p = 0; p < kProcesses; ++p) {
    processes.push_back(
        std::async(std::launch::async, run_bare, folder, scenario, first + p * each, each));
  }
  for (std::future<void>& process : processes) process.get();
  return watch.wall_s();
}

}  // namespace

BenchRow bench_sweep_runs(BenchSize size) {
  const int runs = size == BenchSize::kFull ? 64 : 4;
  const TemporaryFolder scratch;
  const std::string scenario = (scratch.path() / "bench.toml").string();
  std::ofstream(scenario) << fmt::format(kScenario, size == BenchSize::kFull ? 600 : 1, runs);
  double bare = bare_s(scratch.path(), scenario, 0, runs / 2);
  const Stopwatch watch;
  output_of_child(this_program(),
                  {"sweep", scenario, "--quiet", "--jobs", std::to_string(kProcesses), "--out",
                   (scratch.path() / "sweep").string()},
                  kTimeLimit_s);
  const double sweep = watch.wall_s();
  bare += bare_s(scratch.path(), scenario, runs / 2, runs / 2);
  BenchRow row;
  row.value = runs / sweep;
  row.unit = "runs/s";
  row.note =
      fmt::format("{} runs: sweep --jobs {} against as many bare processes", runs, kProcesses);
  compare_with(row, runs / bare);
  return row;
}

}  // namespace orbitmesh
