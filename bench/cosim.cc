#include <fmt/format.h>

#include <algorithm>

#include "bench/rows.h"
#include "bench/stopwatch.h"
#include "core/error.h"
#include "inference/worker_echo_engine.h"
#include "inference/worker_pool.h"

namespace orbitmesh {
namespace {

constexpr std::uint64_t kAhead = 256;  // requests dispatched before the first is awaited
constexpr int kSleep_ms = 5;
constexpr int kRuns = 3;

WorkerPoolOptions pool_options(const std::string& endpoint, int workers, int sleep_ms) {
  WorkerPoolOptions options;
  options.endpoint = endpoint;
  options.workers = workers;
  options.arguments = {"--echo-ms", std::to_string(sleep_ms)};
  options.worker_limit = Duration::from_s(20);
  return options;
}

/// A pool whose workers are all there; as engines they have echoes after `sleep_ms`.
class ReadyPool {
 public:
  ReadyPool(const std::string& endpoint, int workers, int sleep_ms)
      : pool_(pool_options(endpoint, workers, sleep_ms),
              echo_engines(Duration::from_ms(sleep_ms))) {
    request_.model = "echo";
    request_.input = {{250}, std::vector<float>(250, 1.0F)};  // 1 kB
    while (pool_.stats().workers_met < static_cast<std::uint64_t>(workers)) rate(1, 0);
  }

  /// Requests a second, each dispatched `ahead` requests before it is awaited.
  double rate(std::uint64_t requests, std::uint64_t ahead) {
    const Stopwatch watch;
    for (std::uint64_t i = 0; i < requests + ahead; ++i) {
      if (i < requests) {
        request_.id = i;
        pool_.dispatch(request_);
      }
      if (i >= ahead && pool_.await(i - ahead).output.size() != 10) {
        throw RunError("cosim: a worker gave a wrong answer");
      }
    }
    return static_cast<double>(requests) / watch.wall_s();
  }

 private:
  WorkerPool pool_;
  WorkerRequest request_;
};

double speed_up_of_two(const std::string& endpoint, std::uint64_t requests) {
  const double one = ReadyPool(endpoint, 1, kSleep_ms).rate(requests, kAhead);
  return ReadyPool(endpoint, 2, kSleep_ms).rate(requests, kAhead) / one;
}

BenchRow bench_cosim(const std::string& endpoint, BenchSize size) {
  const bool full = size == BenchSize::kFull;
  ReadyPool pool(endpoint, 1, 0);
  BenchRow row;
  row.unit = "requests/s";
  double ahead = 0;
  double blocking = 0;
  for (int run = 0; run < (full ? kRuns : 1); ++run) {
    ahead = std::max(ahead, pool.rate(full ? 100'000 : 300, kAhead));
    blocking = std::max(blocking, pool.rate(full ? 5'000 : 30, 0));
  }
  row.value = ahead;
  row.note = fmt::format(
      "1 kB, {} ahead, one worker, best of {}; reference: one at a time; "
      "two workers with {} ms each: {:.2f} times one",
      kAhead, full ? kRuns : 1, kSleep_ms, speed_up_of_two(endpoint, full ? 400 : 20));
  compare_with(row, blocking);
  return row;
}

}  // namespace

BenchRow bench_cosim_inproc(BenchSize size) { return bench_cosim("inproc", size); }
BenchRow bench_cosim_ipc(BenchSize size) { return bench_cosim("ipc://auto", size); }

}  // namespace orbitmesh
