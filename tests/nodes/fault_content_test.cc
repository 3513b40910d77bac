#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "core/heap_event_loop.h"
#include "core/rng.h"
#include "nodes/content_executor.h"
#include "nodes/fault_injector.h"
#include "nodes/server.h"
#include "tests/nodes/fake_content.h"
#include "tests/nodes/no_records.h"
#include "tests/nodes/test_profiles.h"

namespace orbitmesh {
namespace {

using testing::FakeBackend;

constexpr NodeId kNode{6};

/// A Poisson process of `rate_per_s` upsets over `span_s`.
std::vector<DeviceEffectEvent> upsets(double rate_per_s, double span_s) {
  RngStream stream(1, "test.upsets", 0);
  std::vector<DeviceEffectEvent> events;
  double t_s = stream.exponential(1 / rate_per_s);
  for (; t_s < span_s; t_s += stream.exponential(1 / rate_per_s)) {
    events.push_back({Time{} + Duration::from_seconds(t_s), kNode, FaultKind::kSeu, 0});
  }
  return events;
}

/// One satellite under 3.2 upsets a second, scrubbed every 0.5 s, that serves a request of
/// 10 ms every 50 ms; each was prepared 40 ms before it came.
class SatelliteUnderFaults {
 public:
  explicit SatelliteUnderFaults(FakeBackend::Order order) : backend_(order) {
    executor_.add_inputs("tiny-set", samples_);
    injector_.add(
        {&server_, {{"tiny", &engine_.weights()}}, {Ecc::kNone, 0.0, Duration::from_ms(500)}});
    injector_.schedule(upsets(3.2, 101));
    for (std::uint64_t i = 0; i < 2000; ++i) {
      const Time at = Time{} + Duration::from_ms(50) * static_cast<std::int64_t>(i);
      loop_.schedule_at(at, [this, i] { executor_.prepare(i + 1, job(i), kNode); });
      loop_.schedule_at(at + Duration::from_ms(40), [this, i] { serve(i); });
    }
    loop_.run_until(Time{} + Duration::from_s(101));
  }

  std::vector<Answer> answers;
  std::size_t started_with_the_nodes_flips = 0;

 private:
  ContentJob job(std::uint64_t i) const { return {&content_, i % 2}; }
  void serve(std::uint64_t i) {
    ServiceRequest request;
    request.model = &model_;
    request.job = i + 1;
    request.content = job(i);
    request.on_done = [this](const ServiceReport& report) {
      answers.push_back(report.answer.worth);
    };
    ASSERT_TRUE(server_.submit(std::move(request)));
    const bool same = backend_.dispatched.back().flips == injector_.flips(kNode, "tiny");
    started_with_the_nodes_flips += same;
  }

  HeapEventLoop loop_;
  testing::NoRecords records_;
  AcceleratorProfile accelerator_ = testing::unit_accelerator();
  ModelProfile model_ = testing::model_of("ten-ms", 10);
  WorkloadContent content_{"tiny", "tiny-set", 2};
  testing::TinySet samples_;
  testing::TinyEngine engine_;
  FakeBackend backend_;
  FaultInjector injector_{loop_, records_, 1};
  ContentExecutor executor_{backend_, &injector_, 1};
  Server server_{loop_, {kNode, &accelerator_, 1, {&model_}, {1}, &executor_}};
};

TEST(FaultsAndContent, ServiceBeginsWithTheFlipsThatTheNodeHasThen) {
  const SatelliteUnderFaults run(FakeBackend::Order::kAtOnce);
  EXPECT_EQ(run.started_with_the_nodes_flips, 2000U);
  EXPECT_EQ(run.answers.size(), 2000U);
  const auto count = [&](Answer answer) {
    return std::count(run.answers.begin(), run.answers.end(), answer);
  };
  EXPECT_GT(count(Answer::kCorrect), 500);
  EXPECT_GT(count(Answer::kMisread), 500);
  EXPECT_GT(count(Answer::kCorrupted), 10);
  EXPECT_GT(count(Answer::kDetected), 1);
  EXPECT_EQ(count(Answer::kNone), 0);
}

TEST(FaultsAndContent, AnswersDoNotDependOnTheBackend) {
  const auto answers = SatelliteUnderFaults(FakeBackend::Order::kAtOnce).answers;
  EXPECT_EQ(SatelliteUnderFaults(FakeBackend::Order::kWhenAwaited).answers, answers);
  EXPECT_EQ(SatelliteUnderFaults(FakeBackend::Order::kLastComeFirst).answers, answers);
}

}  // namespace
}  // namespace orbitmesh
