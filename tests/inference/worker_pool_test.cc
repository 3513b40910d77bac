#include "inference/worker_pool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "core/error.h"
#include "tests/inference/worker_requests.h"
#include "wire/wire_error.h"

namespace orbitmesh {
namespace {

using testing::HasSubstr;
using testing::Property;
using testing::Throws;

constexpr std::uint64_t kRequests = 500;

/// Echo engines that take a time that differs from run to run and worker to worker.
EngineFactory engines_with_random_delays() {
  return [](const std::string& model) -> std::unique_ptr<Engine> {
    class Delayed : public Engine {
     public:
      explicit Delayed(std::unique_ptr<Engine> echo) : echo_(std::move(echo)) {}
      const std::vector<WeightTensor>& weights() const override { return echo_->weights(); }
      void flip(const WeightBit& bit) override { echo_->flip(bit); }
      const std::vector<std::int64_t>& input_shape() const override { return echo_->input_shape(); }
      Tensor run(const Tensor& input) override {
        const auto seed =
            static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
        std::this_thread::sleep_for(
            std::chrono::microseconds(RngStream(seed, "delay", 0).below(2000)));
        return echo_->run(input);
      }

     private:
      std::unique_ptr<Engine> echo_;
    };
    return std::make_unique<Delayed>(echo_engines()(model));
  };
}

TEST(WorkerPool, RepliesAreThoseOfADirectCallForAnyNumberOfThreads) {
  const std::vector<std::string> expected = direct_replies(kRequests);
  for (const int workers : {1, 3}) {
    WorkerPoolOptions options;
    options.workers = workers;
    WorkerPool pool(options, echo_engines());
    EXPECT_EQ(replies_of(pool, kRequests, 100), expected);
    EXPECT_EQ(pool.stats().answered, kRequests);
    EXPECT_EQ(pool.stats().resent, 0U);
  }
}

TEST(WorkerPool, RandomDelaysChangeNothing) {
  WorkerPoolOptions options;
  options.workers = 3;
  options.in_flight = 4;
  WorkerPool pool(options, engines_with_random_delays());
  EXPECT_EQ(replies_of(pool, 200, 50), direct_replies(200));
}

TEST(WorkerPool, RepliesMayBeAwaitedInAnyOrder) {
  WorkerPool pool({}, echo_engines());
  for (std::uint64_t id = 0; id < 300; ++id) pool.dispatch(sample_request(id));
  const std::vector<std::string> expected = direct_replies(300);
  for (std::uint64_t id = 300; id-- > 0;) EXPECT_EQ(line_of(pool.await(id)), expected[id]);
}

TEST(WorkerPool, MoreThanHasRoomWaitsInThePool) {
  WorkerPoolOptions options;
  options.in_flight = 1;
  WorkerPool pool(options, echo_engines());
  EXPECT_EQ(replies_of(pool, 50, 50), direct_replies(50));
}

TEST(WorkerPool, ADiscardedRequestMayBeSentAgainWithOtherContent) {
  WorkerPool pool({}, echo_engines());
  WorkerRequest stale = sample_request(1);
  stale.input.values.assign(stale.input.values.size(), 9.0F);
  for (int i = 0; i < 100; ++i) {
    pool.dispatch(stale);
    pool.discard(1);
    pool.dispatch(sample_request(1));
    EXPECT_EQ(line_of(pool.await(1)), direct_replies(2)[1]);
  }
  pool.discard(1);
  EXPECT_EQ(pool.stats().discarded, 100U);
}

TEST(WorkerPool, MisuseIsRefused) {
  WorkerPool pool({}, echo_engines());
  EXPECT_THROW(pool.await(1), RunError);
  pool.dispatch(sample_request(1));
  EXPECT_THROW(pool.dispatch(sample_request(1)), RunError);
  pool.await(1);
  EXPECT_THROW(pool.await(1), RunError);
  WorkerRequest bad;
  bad.input = {{2}, {1}};
  EXPECT_THROW(pool.dispatch(bad), WireError);
}

TEST(WorkerPool, WhatFailsInAnEngineIsAReply) {
  WorkerPool pool(
      {}, [](const std::string&) -> std::unique_ptr<Engine> { throw InputError("no such model"); });
  pool.dispatch(sample_request(1));
  const WorkerReply reply = pool.await(1);
  EXPECT_EQ(reply.status, WorkerStatus::kError);
  EXPECT_EQ(reply.error, "no such model");
}

TEST(WorkerPool, WithoutAnyWorkerTheRunFails) {
  WorkerPoolOptions options;
  options.endpoint = "tcp://127.0.0.1:*";
  options.worker_limit = Duration::from_ms(300);
  WorkerPool pool(options, nullptr);
  pool.dispatch(sample_request(1));
  EXPECT_THAT(
      [&] { pool.await(1); },
      Throws<RunError>(Property(&RunError::what,
                                testing::AllOf(HasSubstr("no worker at 'tcp://127.0.0.1:"),
                                               HasSubstr("orbitmesh worker --connect tcp://")))));
}

TEST(WorkerPool, AWorkerThatTakesTooLongIsGivenUp) {
  WorkerPoolOptions options;
  options.reply_limit = Duration::from_ms(100);
  options.worker_limit = Duration::from_ms(100);
  WorkerPool pool(options, echo_engines(Duration::from_s(2)));
  pool.dispatch(sample_request(1));
  EXPECT_THAT([&] { pool.await(1); },
              Throws<RunError>(Property(&RunError::what, HasSubstr("no reply for 0.1 s"))));
}

TEST(WorkerPool, TheFlagInterruptsTheWaiting) {
  const std::atomic<bool> interrupted{true};
  WorkerPoolOptions options;
  options.interrupted = &interrupted;
  WorkerPool pool(options, echo_engines(Duration::from_ms(200)));
  pool.dispatch(sample_request(1));
  EXPECT_THROW(pool.await(1), Interrupted);
}

TEST(WorkerPool, OptionsThatCannotBeAreRefused) {
  const auto expect_refused = [](const WorkerPoolOptions& options, const std::string& text) {
    EXPECT_THAT([&] { WorkerPool(options, echo_engines()); },
                Throws<InputError>(Property(&InputError::what, HasSubstr(text))));
  };
  WorkerPoolOptions options;
  options.workers = 0;
  expect_refused(options, "at least one worker");
  options = {};
  options.in_flight = 0;
  expect_refused(options, "room");
  options = {};
  options.endpoint = "ipx://a";
  expect_refused(options, "ipx://a");
  options.endpoint = "inproc://mine";
  expect_refused(options, "just 'inproc'");
  options.endpoint = "tcp://*:5555";
  expect_refused(options, "pose as a worker");
  options.endpoint = "ipc://auto";
  options.curve_key_file = "key";
  expect_refused(options, "CURVE keys are for tcp");
}

}  // namespace
}  // namespace orbitmesh
