#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <vector>

#include "core/heap_event_loop.h"
#include "core/rng.h"
#include "nodes/server.h"
#include "tests/nodes/test_profiles.h"
#include "tests/validation/queue_theory.h"

namespace orbitmesh {
namespace {

using testing::WaitTheory;

constexpr Duration kService = Duration::from_ms(10);

/// Waiting times in units of the service time: mean, its standard error from the means of 50
/// blocks, and quantiles from a histogram whose bins are 1/2000 of the expected one.
class WaitStatistics {
 public:
  WaitStatistics(std::int64_t requests, double expected_p99)
      : block_(requests / 50), bin_(expected_p99 / 2000), bins_(20'000) {}

  void add(double wait) {
    sum_ += wait;
    ++count_;
    const auto bin = static_cast<std::size_t>(wait / bin_);
    ++bins_[std::min(bin, bins_.size() - 1)];
    if (count_ % block_ != 0) return;
    blocks_.push_back((sum_ - last_sum_) / static_cast<double>(block_));
    last_sum_ = sum_;
  }
  double mean() const { return sum_ / static_cast<double>(count_); }
  double standard_error() const {
    double squares = 0;
    for (const double block : blocks_) squares += (block - mean()) * (block - mean());
    const auto n = static_cast<double>(blocks_.size());
    return std::sqrt(squares / (n - 1) / n);
  }
  double p99() const {
    const double wanted = 0.99 * static_cast<double>(count_);
    double below = 0;
    for (std::size_t i = 0; i < bins_.size(); ++i) {
      const auto here = static_cast<double>(bins_[i]);
      if (below + here >= wanted) {
        return bin_ * (static_cast<double>(i) + (wanted - below) / here);
      }
      below += here;
    }
    return bin_ * static_cast<double>(bins_.size());
  }

 private:
  std::int64_t block_;
  double bin_;
  std::vector<std::int64_t> bins_;
  std::vector<double> blocks_;
  double sum_ = 0;
  double last_sum_ = 0;
  std::int64_t count_ = 0;
};

/// A language model whose prompt takes a nanosecond a token, so that a request's service time
/// is its length.
ModelProfile timed_model() {
  ModelProfile model = testing::model_of("timed", 1);
  model.flop.value = Compute{1000.0};
  model.tokens = TokenCost{};
  model.tokens->prompt.value = 1;
  model.decode = DecodePhase{};
  model.decode->steps.value = 1;
  return model;
}

/// Poisson arrivals at a server, each with a service time of its own.
class QueueRun {
 public:
  QueueRun(const ServerSetup& setup, const ModelProfile& model, double rate_hz)
      : server_(loop_, setup), model_(model), gap_s_(1.0 / rate_hz) {}

  using Length = std::function<std::int64_t(RngStream&)>;

  void run(std::int64_t requests, const Length& length_ns, WaitStatistics& waits) {
    left_ = requests;
    arrive_ = [this, &length_ns, &waits] {
      ServiceRequest request;
      request.model = &model_;
      request.demand.tokens = {length_ns(lengths_), 1, 0};
      request.on_done = [&waits](const ServiceReport& report) {
        waits.add(report.queue_wait.seconds() / kService.seconds());
      };
      ASSERT_TRUE(server_.submit(std::move(request)));
      if (--left_ > 0) schedule();
    };
    schedule();
    while (left_ > 0 || server_.running() > 0) loop_.run_until(loop_.now() + Duration::from_s(60));
  }

 private:
  void schedule() {
    loop_.schedule_in(Duration::from_seconds(gaps_.exponential(gap_s_)), [this] { arrive_(); });
  }

  HeapEventLoop loop_;
  Server server_;
  const ModelProfile& model_;
  double gap_s_;
  RngStream gaps_{1, "gaps", 0};
  RngStream lengths_{1, "lengths", 0};
  std::int64_t left_ = 0;
  std::function<void()> arrive_;
};

std::int64_t exponential_length(RngStream& stream) {
  const double ns = stream.exponential(static_cast<double>(kService.ns()));
  return std::max<std::int64_t>(1, std::llround(ns));
}
std::int64_t constant_length(RngStream&) { return kService.ns(); }

struct Case {
  const char* queue;
  int servers;
  double load;
  std::int64_t requests;  ///< so many that 2 % are several standard errors of the mean
};

void check(const Case& c, const WaitTheory& theory, const QueueRun::Length& length) {
  const AcceleratorProfile accelerator = testing::unit_accelerator();
  const ModelProfile model = timed_model();
  ServerSetup setup;
  setup.accelerator = &accelerator;
  setup.count = c.servers;
  setup.models = {&model};
  setup.serving.max_waiting = 1'000'000;
  QueueRun run(setup, model, c.load * c.servers / kService.seconds());
  WaitStatistics waits(c.requests, theory.p99);
  run.run(c.requests, length, waits);
  const auto error = [](double measured, double expected) {
    return 100.0 * (measured / expected - 1.0);
  };
  fmt::print(
      "{:<6} {:.1f} {:>9} {:9.4f} {:9.4f} {:+6.2f} % ({:.2f} %) {:8.3f} {:8.3f} {:+6.2f} %\n",
      c.queue, c.load, c.requests, theory.mean, waits.mean(), error(waits.mean(), theory.mean),
      100.0 * waits.standard_error() / theory.mean, theory.p99, waits.p99(),
      error(waits.p99(), theory.p99));
  EXPECT_NEAR(waits.mean(), theory.mean, 0.02 * theory.mean);
  EXPECT_NEAR(waits.p99(), theory.p99, 0.02 * theory.p99);
}

constexpr const char* kHead =
    "queue load  requests   mean      here   error   (s.e.)      p99     here   error\n";

TEST(ServingTheory, ExponentialServiceOnOneDeviceIsMM1) {
  fmt::print(kHead);
  for (const Case& c : {Case{"M/M/1", 1, 0.3, 4'000'000}, Case{"M/M/1", 1, 0.7, 4'000'000},
                        Case{"M/M/1", 1, 0.9, 40'000'000}}) {
    check(c, testing::mmc_wait(1, c.load), exponential_length);
  }
}

TEST(ServingTheory, ConstantServiceOnOneDeviceIsMD1) {
  fmt::print(kHead);
  for (const Case& c : {Case{"M/D/1", 1, 0.3, 4'000'000}, Case{"M/D/1", 1, 0.7, 4'000'000},
                        Case{"M/D/1", 1, 0.9, 20'000'000}}) {
    check(c, testing::md1_wait(c.load), constant_length);
  }
}

TEST(ServingTheory, ExponentialServiceOnFourDevicesIsMM4) {
  fmt::print(kHead);
  for (const Case& c : {Case{"M/M/4", 4, 0.3, 8'000'000}, Case{"M/M/4", 4, 0.7, 4'000'000},
                        Case{"M/M/4", 4, 0.9, 40'000'000}}) {
    check(c, testing::mmc_wait(4, c.load), exponential_length);
  }
}

// 100 MB of weights take the 10 ms whatever the batch.
TEST(ServingTheory, BatchesThatTakeWhatIsThereAreABulkServiceQueue) {
  AcceleratorProfile accelerator = testing::unit_accelerator();
  accelerator.bandwidth.value = Bandwidth{1e10};
  const ModelProfile model = testing::model_of("memory-bound", 1e-6, 100'000'000);
  fmt::print("batch rate  mean      here   error  (s.e.)\n");
  for (const int batch : {2, 4, 8}) {
    for (const double load : {0.3, 0.7, 0.9}) {
      ServerSetup setup;
      setup.accelerator = &accelerator;
      setup.models = {&model};
      setup.serving.max_waiting = 1'000'000;
      setup.serving.batch_max = batch;
      QueueRun run(setup, model, load * batch / kService.seconds());
      const double theory = testing::bulk_md1_mean_wait(batch, load * batch);
      const std::int64_t requests = load > 0.8 ? 8'000'000 : 2'000'000;
      WaitStatistics waits(requests, 10 * theory);
      run.run(requests, constant_length, waits);
      fmt::print("{:>5} {:4.1f} {:8.4f} {:8.4f} {:+6.2f} % ({:.2f} %)\n", batch, load, theory,
                 waits.mean(), 100 * (waits.mean() / theory - 1),
                 100 * waits.standard_error() / theory);
      EXPECT_NEAR(waits.mean(), theory, 0.02 * theory);
    }
  }
}

TEST(QueueTheory, MeetsTabulatedValues) {
  // One server: Erlang C is the load. Two: C = 2 a^2 / (2 (2 + a)) / ... = rho 2 rho / (1 + rho).
  EXPECT_NEAR(testing::mmc_wait(1, 0.9).mean, 9.0, 1e-12);
  EXPECT_NEAR(testing::mmc_wait(2, 0.5).mean, (1.0 / 3.0) / 1.0, 1e-12);
  EXPECT_NEAR(testing::md1_wait(0.9).mean, 4.5, 1e-12);
  // P(W = 0) = 1 - rho, and with t < 1 P(W <= t) = (1 - rho) exp(rho t).
  EXPECT_NEAR(testing::md1_wait(0.02).p99, 0.5 * std::log(0.99 / 0.98) / 0.01, 1e-9);
  // A batch of one is M/D/1.
  EXPECT_NEAR(testing::bulk_md1_mean_wait(1, 0.5), 0.5, 1e-9);
}

}  // namespace
}  // namespace orbitmesh
