#include "bench/measurement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdio>

#include "core/error.h"
#include "inference/worker_echo_engine.h"
#include "inference/worker_group.h"

namespace orbitmesh {
namespace {

TEST(Measurement, RunsInAProcessOfItsOwn) {
  for (const std::string& name : measurement_names()) {
    const Measurement m = measure_in_process(name, BenchSize::kTiny);
    EXPECT_GT(m.value, 0) << name;
    EXPECT_GT(m.cpu_s, 0) << name;
  }
}

TEST(Measurement, UnknownNameIsRefused) {
  EXPECT_THROW(run_measurement("mesh.nothing", BenchSize::kTiny), InputError);
}

TEST(Measurement, FailureInTheProcessIsReported) {
  try {
    measure_in_process("mesh.nothing", BenchSize::kTiny);
    FAIL() << "no exception";
  } catch (const RunError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("--measure mesh.nothing"));
  }
}

}  // namespace
}  // namespace orbitmesh

/// As the orbitmesh program: `bench --measure NAME --tiny` runs a measurement, `worker --connect
/// ENDPOINT ...` a worker that answers at once; `run` and `sweep` do nothing.
int main(int argc, char** argv) {
  if (argc > 1 && (std::string(argv[1]) == "run" || std::string(argv[1]) == "sweep")) return 0;
  if (argc > 3 && std::string(argv[1]) == "worker") {
    orbitmesh::WorkerServerOptions options;
    options.endpoint = argv[3];
    const std::atomic<bool> never{false};
    orbitmesh::serve_in_threads(1, options, orbitmesh::echo_engines(), never);
    return 0;
  }
  if (argc == 5 && std::string(argv[2]) == "--measure") {
    try {
      const auto line = orbitmesh::measurement_line(argv[3], orbitmesh::BenchSize::kTiny);
      std::puts(line.c_str());
      return 0;
    } catch (const std::exception& error) {
      std::fprintf(stderr, "%s\n", error.what());
      return 3;
    }
  }
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
