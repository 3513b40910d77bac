#include "nodes/server.h"

#include <gtest/gtest.h>

#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/heap_event_loop.h"
#include "nodes/arrival_process.h"
#include "tests/nodes/test_profiles.h"

namespace orbitmesh {
namespace {

using testing::model_of;
using testing::unit_accelerator;

class ServerTest : public ::testing::Test {
 protected:
  ServerSetup setup(std::vector<const ModelProfile*> models, std::int64_t count = 1) {
    ServerSetup s;
    s.node = NodeId{3};
    s.accelerator = &accelerator_;
    s.count = count;
    s.models = std::move(models);
    return s;
  }
  /// Submits and logs "name@end_ms" when it ends.
  bool submit(Server& server, const ModelProfile& model, const std::string& name) {
    return server.submit(model, [this, name](const ServiceReport&) {
      log_.push_back(name + "@" + std::to_string(loop_.now().ns() / 1'000'000));
    });
  }

  HeapEventLoop loop_;
  AcceleratorProfile accelerator_ = unit_accelerator();
  ModelProfile ten_ms_ = model_of("ten-ms", 10);
  ModelProfile four_ms_ = model_of("four-ms", 4);
  ModelProfile wide_ = model_of("wide", 20, 15'000'000'000);  // two devices, 15 GB / 2 TB/s
  std::vector<std::string> log_;
};

using Log = std::vector<std::string>;

TEST_F(ServerTest, ServesFirstComeFirstServed) {
  Server server(loop_, setup({&ten_ms_, &four_ms_}));
  submit(server, ten_ms_, "a");
  submit(server, four_ms_, "b");
  submit(server, ten_ms_, "c");
  loop_.run_until(Time::from_ns(1'000'000'000));
  EXPECT_EQ(log_, (Log{"a@10", "b@14", "c@24"}));
}

TEST_F(ServerTest, ReportsWaitAndService) {
  Server server(loop_, setup({&ten_ms_, &four_ms_}));
  submit(server, ten_ms_, "a");
  ServiceReport report;
  loop_.run_until(Time::from_ns(3'000'000));
  server.submit(four_ms_, [&](const ServiceReport& r) { report = r; });
  loop_.run_until(Time::from_ns(1'000'000'000));
  EXPECT_EQ(report.queue_wait, Duration::from_ms(7));
  EXPECT_EQ(report.service, Duration::from_ms(4));
}

TEST_F(ServerTest, EachDeviceRunsARequestOfItsOwn) {
  Server server(loop_, setup({&ten_ms_}, 2));
  for (const char* name : {"a", "b", "c"}) submit(server, ten_ms_, name);
  loop_.run_until(Time::from_ns(1'000'000'000));
  EXPECT_EQ(log_, (Log{"a@10", "b@10", "c@20"}));
}

TEST_F(ServerTest, AShardedModelTakesItsDevicesTogetherAndKeepsItsPlace) {
  Server server(loop_, setup({&four_ms_, &wide_}, 2));
  EXPECT_EQ(server.service_time(wide_), Duration::from_ms(10));
  submit(server, four_ms_, "a");
  submit(server, wide_, "w");
  submit(server, four_ms_, "b");  // a device is free, but w came first
  loop_.run_until(Time::from_ns(1'000'000'000));
  EXPECT_EQ(log_, (Log{"a@4", "w@14", "b@18"}));
}

TEST_F(ServerTest, RefusesBeyondTheLimitOfWaitingRequests) {
  ServerSetup s = setup({&ten_ms_});
  s.serving.max_waiting = 2;
  Server server(loop_, s);
  EXPECT_TRUE(submit(server, ten_ms_, "running"));
  EXPECT_TRUE(submit(server, ten_ms_, "first"));
  EXPECT_TRUE(submit(server, ten_ms_, "second"));
  EXPECT_FALSE(submit(server, ten_ms_, "refused"));
  loop_.run_until(Time::from_ns(10'000'000));
  EXPECT_TRUE(submit(server, ten_ms_, "third"));
  loop_.run_until(Time::from_ns(1'000'000'000));
  EXPECT_EQ(log_, (Log{"running@10", "first@20", "second@30", "third@40"}));
  EXPECT_EQ(server.take_sample().refused, 1);
}

TEST_F(ServerTest, WithoutAQueueItServesOnlyWhatCanStart) {
  ServerSetup s = setup({&ten_ms_});
  s.serving.max_waiting = 0;
  Server server(loop_, s);
  EXPECT_TRUE(submit(server, ten_ms_, "a"));
  EXPECT_FALSE(submit(server, ten_ms_, "b"));
}

TEST_F(ServerTest, SamplesCoverEveryIntervalOnce) {
  Server server(loop_, setup({&ten_ms_}, 2));
  for (int i = 0; i < 5; ++i) submit(server, ten_ms_, "x");  // busy: both to 20, one to 30
  loop_.run_until(Time::from_ns(15'000'000));
  const NodeSample first = server.take_sample();
  EXPECT_EQ(first.node, NodeId{3});
  EXPECT_EQ(first.at, Time::from_ns(15'000'000));
  EXPECT_EQ(first.served, 2);
  EXPECT_EQ(first.queue_peak, 3);
  EXPECT_DOUBLE_EQ(first.busy_share, 1.0);
  loop_.run_until(Time::from_ns(40'000'000));
  const NodeSample second = server.take_sample();
  EXPECT_EQ(second.served, 3);
  EXPECT_EQ(second.queue_peak, 1) << "one still waited when the interval began";
  EXPECT_DOUBLE_EQ(second.busy_share, (2 * 5 + 10) / (2 * 25.0));
  loop_.run_until(Time::from_ns(50'000'000));
  const NodeSample idle = server.take_sample();
  EXPECT_EQ(idle.served + idle.refused + idle.queue_peak, 0);
  EXPECT_EQ(idle.busy_share, 0.0);
}

TEST_F(ServerTest, RefusesModelsThatDoNotFit) {
  EXPECT_THROW(Server(loop_, setup({&wide_}, 1)), InputError);
  const ModelProfile half = model_of("half", 1, 6'000'000'000);
  const ModelProfile other = model_of("other", 1, 6'000'000'000);
  EXPECT_NO_THROW(Server(loop_, setup({&half})));
  EXPECT_THROW(Server(loop_, setup({&half, &other}, 2)), InputError);
  EXPECT_THROW(Server(loop_, setup({&half}, 0)), InputError);
}

TEST_F(ServerTest, HoldsOnlyItsModels) {
  Server server(loop_, setup({&ten_ms_}));
  EXPECT_TRUE(server.holds(ten_ms_));
  EXPECT_FALSE(server.holds(four_ms_));
  EXPECT_THROW(submit(server, four_ms_, "a"), std::invalid_argument);
}

TEST_F(ServerTest, GoingDownLosesWhatWaitsAndRuns) {
  Server server(loop_, setup({&ten_ms_}));
  for (const char* name : {"a", "b", "c"}) {
    ServiceRequest request;
    request.model = &ten_ms_;
    request.on_done = [this, name](const ServiceReport&) { log_.push_back(name); };
    request.on_lost = [this, name] { log_.push_back(std::string(name) + " lost"); };
    EXPECT_TRUE(server.submit(std::move(request)));
  }
  loop_.run_until(Time::from_ns(15'000'000));
  server.fail(DownReason::kReboot);
  EXPECT_FALSE(server.up());
  EXPECT_EQ(log_, (Log{"a", "b lost", "c lost"}));
  EXPECT_EQ(server.waiting() + server.running(), 0);
  loop_.run_until(Time::from_ns(1'000'000'000));
  EXPECT_EQ(log_.size(), 3U) << "what was lost is never answered";
}

TEST_F(ServerTest, RefusesWhileDownAndServesAtOnceWhenUp) {
  Server server(loop_, setup({&ten_ms_}));
  submit(server, ten_ms_, "lost");
  server.fail(DownReason::kReboot);
  server.fail(DownReason::kReboot);
  EXPECT_FALSE(submit(server, ten_ms_, "refused"));
  loop_.run_until(Time::from_ns(5'000'000));
  server.restore(DownReason::kReboot);
  EXPECT_TRUE(submit(server, ten_ms_, "served"));
  loop_.run_until(Time::from_ns(1'000'000'000));
  EXPECT_EQ(log_, (Log{"served@15"}));
}

TEST_F(ServerTest, CountsTheDevicesBusyUntilItGoesDown) {
  Server server(loop_, setup({&ten_ms_}, 2));
  submit(server, ten_ms_, "lost");
  loop_.run_until(Time::from_ns(4'000'000));
  server.fail(DownReason::kReboot);
  loop_.run_until(Time::from_ns(20'000'000));
  EXPECT_DOUBLE_EQ(server.take_sample().busy_share, 4.0 / (2 * 20));
}

TEST_F(ServerTest, EveryRequestIsServedRefusedLostOrThere) {
  ServerSetup s = setup({&ten_ms_}, 2);
  s.serving.max_waiting = 3;
  Server server(loop_, s);
  ArrivalModel arrival;
  arrival.kind = ArrivalKind::kServer;
  arrival.rate = Frequency{180.0};
  ArrivalProcess process(arrival, 1, "conservation", 0);
  std::int64_t submitted = 0;
  std::int64_t done = 0;
  std::int64_t lost = 0;
  std::function<void()> arrive = [&] {
    ++submitted;
    ServiceRequest request;
    request.model = &ten_ms_;
    request.on_done = [&](const ServiceReport&) { ++done; };
    request.on_lost = [&] { ++lost; };
    server.submit(std::move(request));
    loop_.schedule_at(*process.next(), arrive);
  };
  loop_.schedule_at(*process.next(), arrive);
  for (int cycle = 0; cycle < 50; ++cycle) {
    loop_.run_until(loop_.now() + Duration::from_ms(917));
    server.fail(DownReason::kReboot);
    loop_.run_until(loop_.now() + Duration::from_ms(61));
    server.restore(DownReason::kReboot);
  }
  loop_.run_until(loop_.now() + Duration::from_ms(200));
  const NodeSample sample = server.take_sample();
  EXPECT_EQ(sample.served, done);
  EXPECT_EQ(server.lost(), lost);
  EXPECT_GT(lost, 50);
  EXPECT_GT(sample.refused, 500);
  EXPECT_EQ(submitted, done + lost + sample.refused + server.waiting() + server.running());
}

TEST_F(ServerTest, ReloadsWhatEachDeviceHoldsAtItsBandwidth) {
  const ModelProfile small = model_of("small", 1, 4'000'000'000);
  EXPECT_EQ(Server(loop_, setup({&small}, 2)).reload_time(), Duration::from_ms(4));
  EXPECT_EQ(Server(loop_, setup({&wide_}, 2)).reload_time(), Duration::from_us(7'500));
}

/// Poisson arrivals at a server with one constant service time.
struct QueueRun {
  double mean_wait_ms = 0;
  double utilisation = 0;
};

QueueRun run_queue(HeapEventLoop& loop, Server& server, const ModelProfile& model, double rate_hz,
                   int requests) {
  ArrivalModel arrival;
  arrival.kind = ArrivalKind::kServer;
  arrival.rate = Frequency{rate_hz};
  ArrivalProcess process(arrival, 1, "queue/test", 0);
  double wait_ms = 0;
  std::int64_t served = 0;
  int left = requests;
  std::function<void()> arrive = [&] {
    EXPECT_TRUE(server.submit(model, [&](const ServiceReport& report) {
      wait_ms += report.queue_wait.milliseconds();
      ++served;
    }));
    if (--left > 0) loop.schedule_at(*process.next(), arrive);
  };
  loop.schedule_at(*process.next(), arrive);
  loop.run_until(Time::from_ns(static_cast<std::int64_t>(requests / rate_hz * 1e9)));
  return {wait_ms / static_cast<double>(served), server.take_sample().busy_share};
}

// M/D/1: the mean wait is rho s / (2 (1 - rho)) (Pollaczek-Khinchine).
TEST_F(ServerTest, OneDeviceUnderPoissonArrivalsIsAnMD1Queue) {
  Server server(loop_, setup({&ten_ms_}));
  const QueueRun run = run_queue(loop_, server, ten_ms_, 50.0, 400'000);
  EXPECT_NEAR(run.utilisation, 0.5, 0.005);
  EXPECT_NEAR(run.mean_wait_ms, 5.0, 0.15);
}

// M/D/2 at rho = 0.5 by Cosmetatos's approximation (INFOR 13(3), 1975), good to 1 %:
// with f = (1 - rho)(c - 1)(sqrt(4 + 5 c) - 2) / (16 rho c) = 0.0544 the mean wait is
// (1 + f) / 2 of M/M/2's rho^2 / (1 - rho^2) s = 0.1757 s.
TEST_F(ServerTest, TwoDevicesShareOneQueue) {
  Server server(loop_, setup({&ten_ms_}, 2));
  const QueueRun run = run_queue(loop_, server, ten_ms_, 100.0, 400'000);
  EXPECT_NEAR(run.utilisation, 0.5, 0.005);
  EXPECT_NEAR(run.mean_wait_ms, 1.757, 0.05);
}

}  // namespace
}  // namespace orbitmesh
