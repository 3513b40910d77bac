// What a pool under test starts in the place of `orbitmesh worker`: workers with echo
// engines. Arguments: worker --connect ENDPOINT --quiet [--echo-ms N] [--exit CODE]

#include <atomic>
#include <charconv>
#include <cstdlib>
#include <cstring>

#include "inference/worker_echo_engine.h"
#include "inference/worker_group.h"

int main(int argc, char** argv) {
  orbitmesh::WorkerServerOptions options;
  options.name = "test";
  int delay_ms = 0;
  for (int i = 1; i < argc; ++i) {
    const bool has_value = i + 1 < argc;
    if (std::strcmp(argv[i], "--connect") == 0 && has_value) options.endpoint = argv[++i];
    if (std::strcmp(argv[i], "--echo-ms") == 0 && has_value) {
      ++i;
      std::from_chars(argv[i], argv[i] + std::strlen(argv[i]), delay_ms);
    }
    if (std::strcmp(argv[i], "--exit") == 0) return 7;
  }
  const std::atomic<bool> never{false};
  const auto engines = orbitmesh::echo_engines(orbitmesh::Duration::from_ms(delay_ms));
  const auto outcome = orbitmesh::serve_in_threads(1, options, engines, never);
  return outcome.end == orbitmesh::WorkerEnd::kStopped ? 0 : 3;
}
