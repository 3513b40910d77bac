#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/heap_event_loop.h"
#include "nodes/content_executor.h"
#include "nodes/server.h"
#include "tests/nodes/fake_content.h"
#include "tests/nodes/test_profiles.h"

namespace orbitmesh {
namespace {

class ServerBatchingTest : public ::testing::Test {
 protected:
  ServerSetup setup(std::int64_t batch_max, Duration batch_wait) {
    ServerSetup s;
    s.accelerator = &accelerator_;
    s.models = {&weights_, &compute_};
    s.serving.batch_max = batch_max;
    s.serving.batch_wait = batch_wait;
    return s;
  }
  void submit_at(Server& server, std::int64_t ms, const ModelProfile& model) {
    loop_.schedule_at(Time() + Duration::from_ms(ms), [this, &server, &model] {
      if (!server.submit(model, [this](const ServiceReport& r) { reports_.push_back(r); })) {
        ++refused_;
      }
    });
  }
  void run_ms(std::int64_t ms) { loop_.run_until(Time() + Duration::from_ms(ms)); }

  HeapEventLoop loop_;
  AcceleratorProfile accelerator_ = testing::unit_accelerator();
  ModelProfile weights_ = testing::model_of("weights", 1e-6, 5'000'000'000);  // 5 ms a batch
  ModelProfile compute_ = testing::model_of("compute", 2);                    // 2 ms a request
  std::vector<ServiceReport> reports_;
  int refused_ = 0;
};

TEST_F(ServerBatchingTest, WhatWaitsWhenTheDeviceIsFreeIsServedTogether) {
  Server server(loop_, setup(3, Duration()));
  for (int i = 0; i < 5; ++i) submit_at(server, 0, weights_);
  run_ms(5);
  EXPECT_EQ(server.running(), 3);
  run_ms(100);
  ASSERT_EQ(reports_.size(), 5U);
  EXPECT_EQ(reports_[0].detail.batch, 1) << "nothing else was there when it came";
  EXPECT_EQ(reports_[1].detail.batch, 3);
  EXPECT_EQ(reports_[4].detail.batch, 1);
  EXPECT_EQ(reports_[3].queue_wait, Duration::from_ms(5));
  EXPECT_EQ(reports_[4].queue_wait, Duration::from_ms(10));
  for (const ServiceReport& report : reports_) EXPECT_EQ(report.service, Duration::from_ms(5));
  EXPECT_EQ(server.take_sample().served, 5);
}

TEST_F(ServerBatchingTest, ABatchTakesTheTimeOfItsSize) {
  Server server(loop_, setup(4, Duration::from_ms(1)));
  for (int i = 0; i < 4; ++i) submit_at(server, 0, compute_);
  run_ms(100);
  ASSERT_EQ(reports_.size(), 4U);
  EXPECT_EQ(reports_[0].queue_wait, Duration()) << "the fourth came at once";
  EXPECT_EQ(reports_[0].service, Duration::from_ms(8));
}

// Arrivals every 2 ms: a batch of 4 is full after 6 ms, and its requests have waited 6, 4, 2
// and 0 ms: 3 ms on average. Two devices keep up: 4 requests each 8 ms.
TEST_F(ServerBatchingTest, FullBatchesOfRegularArrivalsWaitHalfTheirFilling) {
  ServerSetup s = setup(4, Duration::from_ms(50));
  s.count = 2;
  Server server(loop_, s);
  for (int i = 0; i < 40; ++i) submit_at(server, 2 * i, weights_);
  run_ms(1000);
  ASSERT_EQ(reports_.size(), 40U);
  for (std::size_t i = 0; i < reports_.size(); ++i) {
    EXPECT_EQ(reports_[i].detail.batch, 4);
    EXPECT_EQ(reports_[i].queue_wait, Duration::from_ms(2 * (3 - static_cast<int>(i % 4))));
  }
}

// A batch that may wait 5 ms gets the arrivals of 0, 2 and 4 ms, and starts with three.
TEST_F(ServerBatchingTest, ABatchThatDoesNotFillStartsWhenItsFirstHasWaited) {
  ServerSetup s = setup(16, Duration::from_ms(5));
  s.count = 2;
  Server server(loop_, s);
  for (int i = 0; i < 30; ++i) submit_at(server, 2 * i, weights_);
  run_ms(1000);
  ASSERT_EQ(reports_.size(), 30U);
  for (std::size_t i = 0; i < reports_.size(); ++i) {
    EXPECT_EQ(reports_[i].detail.batch, 3);
    EXPECT_EQ(reports_[i].queue_wait, Duration::from_ms(5 - 2 * static_cast<int>(i % 3)));
  }
}

TEST_F(ServerBatchingTest, ModelsAreNotMixed) {
  Server server(loop_, setup(8, Duration()));
  submit_at(server, 0, compute_);
  submit_at(server, 1, weights_);
  submit_at(server, 1, compute_);
  submit_at(server, 1, weights_);
  run_ms(100);
  ASSERT_EQ(reports_.size(), 4U);
  EXPECT_EQ(reports_[1].detail.batch, 2);
  EXPECT_EQ(reports_[1].service, Duration::from_ms(5)) << "the model of the first in line";
  EXPECT_EQ(reports_[3].detail.batch, 1);
  EXPECT_EQ(reports_[3].queue_wait, Duration::from_ms(6));
}

TEST_F(ServerBatchingTest, ARequestThatFillsABatchIsNotRefused) {
  ServerSetup s = setup(3, Duration::from_ms(50));
  s.serving.max_waiting = 2;
  Server server(loop_, s);
  for (int i = 0; i < 3; ++i) submit_at(server, i, weights_);
  run_ms(4);
  EXPECT_EQ(server.running(), 3);
  EXPECT_EQ(server.waiting(), 0);
  for (int i = 0; i < 3; ++i) submit_at(server, 5, weights_);
  run_ms(6);
  EXPECT_EQ(refused_, 1) << "the device is busy, and two wait already";
}

TEST_F(ServerBatchingTest, AFailureLosesBatchesAndForgetsTheirTimers) {
  Server server(loop_, setup(4, Duration::from_ms(10)));
  submit_at(server, 0, weights_);
  submit_at(server, 1, weights_);
  run_ms(2);
  server.fail(DownReason::kReboot);
  server.restore(DownReason::kReboot);
  submit_at(server, 3, weights_);
  run_ms(100);
  EXPECT_EQ(server.lost(), 2);
  ASSERT_EQ(reports_.size(), 1U);
  EXPECT_EQ(reports_[0].queue_wait, Duration::from_ms(10));
}

TEST_F(ServerBatchingTest, EveryRequestOfABatchHasItsOwnAnswer) {
  testing::TinySet samples;
  testing::FakeBackend backend{testing::FakeBackend::Order::kWhenAwaited};
  testing::FakeFlips flips;
  ContentExecutor executor{backend, &flips, 1};
  executor.add_inputs("tiny-set", samples);
  const WorkloadContent content{"tiny", "tiny-set", 2};
  ServerSetup s = setup(2, Duration::from_ms(10));
  s.node = NodeId{3};
  s.executor = &executor;
  Server server(loop_, s);
  std::vector<ComputedAnswer> answers;
  const auto submit = [&](std::uint64_t job, std::size_t sample) {
    ServiceRequest request;
    request.model = &weights_;
    request.job = job;
    request.content = {&content, sample};
    request.on_done = [&](const ServiceReport& report) { answers.push_back(report.answer); };
    ASSERT_TRUE(server.submit(std::move(request)));
  };
  submit(1, 0);
  flips.at[NodeId{3}] = {testing::kHarmfulBit};
  submit(2, 1);
  flips.at[NodeId{3}] = {};
  run_ms(100);
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(answers[0].worth, Answer::kCorrupted) << "both began with the flip";
  EXPECT_EQ(answers[1].worth, Answer::kCorrupted);
  EXPECT_EQ(executor.counters().collected, 2);
  EXPECT_EQ(executor.under_way(), 0U);
}

}  // namespace
}  // namespace orbitmesh
