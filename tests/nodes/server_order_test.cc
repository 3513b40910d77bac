#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>

#include "core/heap_event_loop.h"
#include "nodes/server.h"
#include "tests/nodes/test_profiles.h"

namespace orbitmesh {
namespace {

class ServerOrderTest : public ::testing::Test {
 protected:
  Server& server(QueueOrder order) {
    ServerSetup s;
    s.accelerator = &accelerator_;
    s.models = {&ten_ms_};
    s.serving.order = order;
    s.serving.max_waiting = 10'000;
    return server_.emplace(loop_, s);
  }
  void submit(const std::string& name, const ServiceDemand& demand) {
    ServiceRequest request;
    request.model = &ten_ms_;
    request.demand = demand;
    request.on_done = [this, name](const ServiceReport&) { log_ += name; };
    ASSERT_TRUE(server_->submit(std::move(request)));
  }
  void run_ms(std::int64_t ms) { loop_.run_until(loop_.now() + Duration::from_ms(ms)); }

  HeapEventLoop loop_;
  AcceleratorProfile accelerator_ = testing::unit_accelerator();
  ModelProfile ten_ms_ = testing::model_of("ten-ms", 10);
  std::optional<Server> server_;
  std::string log_;
};

ServiceDemand due_ms(std::int64_t ms) {
  ServiceDemand demand;
  demand.due = Time() + Duration::from_ms(ms);
  return demand;
}

ServiceDemand of_priority(std::int64_t priority) {
  ServiceDemand demand;
  demand.priority = priority;
  return demand;
}

TEST_F(ServerOrderTest, EarliestDeadlineFirst) {
  server(QueueOrder::kEdf);
  submit("a", due_ms(100));  // starts at once
  submit("b", due_ms(90));
  submit("c", due_ms(50));
  submit("d", due_ms(90));
  run_ms(100);
  EXPECT_EQ(log_, "acbd");
}

// What EDF is for: first come, first served would miss the one of 25 ms.
TEST_F(ServerOrderTest, EdfMeetsDeadlinesThatFifoMisses) {
  for (const auto order : {QueueOrder::kFifo, QueueOrder::kEdf}) {
    server(order);
    log_.clear();
    const std::int64_t now = loop_.now().ns() / 1'000'000;
    submit("a", due_ms(now + 10));
    submit("b", due_ms(now + 100));
    submit("c", due_ms(now + 25));
    run_ms(20);
    EXPECT_EQ(log_, order == QueueOrder::kEdf ? "ac" : "ab");
    run_ms(100);
  }
}

TEST_F(ServerOrderTest, HighestPriorityFirst) {
  server(QueueOrder::kPriority);
  submit("a", of_priority(-3));
  submit("b", of_priority(0));
  submit("c", of_priority(2));
  submit("d", of_priority(2));
  run_ms(100);
  EXPECT_EQ(log_, "acdb");
}

// A tenant of weight 3 and one of weight 1, both of which flood the server.
TEST_F(ServerOrderTest, SharesDivideTheServerByWeight) {
  server(QueueOrder::kShares);
  for (int i = 0; i < 1000; ++i) {
    for (const std::uint32_t tenant : {0U, 1U}) {
      ServiceDemand demand;
      demand.tenant = tenant;
      demand.share = tenant == 0 ? 3.0 : 1.0;
      submit(tenant == 0 ? "x" : "o", demand);
    }
  }
  run_ms(4000);
  EXPECT_NEAR(static_cast<double>(std::count(log_.begin(), log_.end(), 'x')), 300, 2);
  EXPECT_NEAR(static_cast<double>(std::count(log_.begin(), log_.end(), 'o')), 100, 2);
}

// A light tenant does not wait behind the queue of a heavy one.
TEST_F(ServerOrderTest, SharesProtectALightTenant) {
  server(QueueOrder::kShares);
  ServiceDemand heavy;
  for (int i = 0; i < 500; ++i) submit("h", heavy);
  run_ms(1005);
  ServiceDemand light;
  light.tenant = 1;
  log_.clear();
  submit("L", light);
  run_ms(30);
  EXPECT_NE(log_.find('L'), std::string::npos);
}

}  // namespace
}  // namespace orbitmesh
