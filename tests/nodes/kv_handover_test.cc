#include <gtest/gtest.h>

#include <memory>
#include <utility>
#include <vector>

#include "core/heap_event_loop.h"
#include "nodes/kv_session.h"
#include "nodes/offload_client.h"
#include "nodes/server_endpoint.h"
#include "tests/nodes/fake_network.h"
#include "tests/nodes/test_profiles.h"

namespace orbitmesh::testing {
namespace {

constexpr NodeId kHost{1};
constexpr NodeId kFirst{2};
constexpr NodeId kSecond{3};
constexpr Duration kDelay = Duration::from_ms(5);
// On the fake network, whatever the size: handshake there and back, question, cache.
constexpr Duration kFetch = Duration::from_ms(20);
constexpr std::int64_t kCacheBytes = 10'000'000;  // a token

Duration ms(std::int64_t n) { return Duration::from_ms(n); }

/// 1 ms of operations for a token of a prompt; prompts of 10 tokens and answers of 4.
ModelProfile language_model() {
  ModelProfile m = model_of("language", 10, 4'000'000'000);
  m.tokens = TokenCost{};
  m.tokens->prompt.value = 10;
  m.tokens->kv_cache.value = Bytes{kCacheBytes};
  m.decode = DecodePhase{};
  m.decode->steps.value = 3;
  m.decode->bytes.value = Bytes{4'000'000'000};
  return m;
}

/// Goes to these nodes in turn.
class InTurn final : public OffloadPolicy {
 public:
  explicit InTurn(std::vector<NodeId> nodes) : nodes_(std::move(nodes)) {}
  Placement place(const PolicyView&) override {
    return {Tier::kSatellite, nodes_[placed_++ % nodes_.size()]};
  }

 private:
  std::vector<NodeId> nodes_;
  std::size_t placed_ = 0;
};

struct Requests final : RecordSink {
  void add(const RequestRecord& r) override { list.push_back(r); }
  void add(const AttemptRecord&) override {}
  void add(const NodeSample&) override {}
  void add(const FaultRecord&) override {}
  std::vector<RequestRecord> list;
};

/// A client whose requests, one a second, are turns, and two nodes that can serve them.
class KvHandoverTest : public ::testing::Test {
 protected:
  KvHandoverTest() {
    for (ServerEndpoint* endpoint : {&first_endpoint_, &second_endpoint_}) {
      endpoint->fetch_over(network_);
    }
    network_.serve(kFirst, first_endpoint_);
    network_.serve(kSecond, second_endpoint_);
  }

  void start(std::vector<NodeId> nodes, SessionOptions session, Duration deadline = ms(900)) {
    Workload w;
    w.name = "chat";
    w.model = &model_;
    w.request = Bytes{1'000};
    w.reply = Bytes{100};
    w.arrival.rate = Frequency{1.0};
    w.deadline = deadline;
    w.give_up = ms(5'000);
    w.nodes = {{kFirst, Tier::kSatellite}, {kSecond, Tier::kSatellite}};
    w.session = session;
    w.policy = std::make_unique<InTurn>(std::move(nodes));
    ClientSetup setup;
    setup.name = "robot";
    setup.host = kHost;
    std::vector<Workload> workloads;
    workloads.push_back(std::move(w));
    client_ = std::make_unique<OffloadClient>(
        ClientContext{loop_, network_, paths_, board_, ids_, records_, 1}, setup,
        std::move(workloads));
    client_->start();
  }
  /// The requests that ended in the first `n` s.
  const std::vector<RequestRecord>& after_s(std::int64_t n) {
    loop_.run_until(loop_.now() + Duration::from_s(n));
    return records_.list;
  }

  HeapEventLoop loop_;
  FakeNetwork network_{loop_, kDelay};
  FakePaths paths_;
  AcceleratorProfile accelerator_ = unit_accelerator();
  ModelProfile model_ = language_model();
  RequestBoard board_;
  RequestIds ids_;
  Requests records_;
  Server first_{loop_, {kFirst, &accelerator_, 1, {&model_}, {}}};
  Server second_{loop_, {kSecond, &accelerator_, 1, {&model_}, {}}};
  ServerEndpoint first_endpoint_{loop_, first_, board_};
  ServerEndpoint second_endpoint_{loop_, second_, board_};
  std::unique_ptr<OffloadClient> client_;
};

TEST_F(KvHandoverTest, TheSameNodeComputesNewTokensAlone) {
  start({kFirst}, {3, KvHandover::kRebuild, {}});
  const auto& requests = after_s(5);
  ASSERT_GE(requests.size(), 4U);
  // Prompts of 10, 14 + 10 and 28 + 10 tokens, then a session anew.
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(requests[i].detail.ttft, ms(10)) << i;
    EXPECT_EQ(requests[i].detail.kv.rebuilt, 0);
    EXPECT_EQ(requests[i].detail.kv.cached, std::int64_t(14 * (i % 3)));
  }
}

TEST_F(KvHandoverTest, AnotherNodeRebuildsByPrefillOfTheWholeContext) {
  start({kFirst, kSecond}, {3, KvHandover::kRebuild, {}});
  const auto& requests = after_s(5);
  ASSERT_GE(requests.size(), 3U);
  EXPECT_EQ(requests[0].detail.ttft, ms(10));
  EXPECT_EQ(requests[1].detail.ttft, ms(24));
  EXPECT_EQ(requests[2].detail.ttft, ms(38));
  EXPECT_EQ(requests[1].detail.kv.rebuilt, 14);
  EXPECT_EQ(requests[2].detail.kv.rebuilt, 28);
  EXPECT_EQ(requests[2].detail.kv.moved, Bytes{});
}

TEST_F(KvHandoverTest, OrItsCacheMovesAndCostsItsBytesAndTheWay) {
  start({kFirst, kSecond}, {3, KvHandover::kMove, {}});
  const auto& requests = after_s(5);
  ASSERT_GE(requests.size(), 3U);
  for (const std::size_t i : {1U, 2U}) {
    const KvUse& kv = requests[i].detail.kv;
    EXPECT_EQ(requests[i].detail.ttft, kFetch + ms(10)) << i;
    EXPECT_EQ(requests[i].detail.setup, kFetch);
    EXPECT_EQ(kv.cached, std::int64_t(14 * i));
    EXPECT_EQ(kv.rebuilt, 0);
    EXPECT_EQ(kv.moved, Bytes{kv.cached * kCacheBytes});
  }
  EXPECT_EQ(board_.size(), 0U);
}

TEST_F(KvHandoverTest, AHolderThatIsDownMakesItRebuild) {
  start({kFirst, kSecond}, {2, KvHandover::kMove, {}});
  ASSERT_EQ(after_s(1).size(), 1U);
  first_.fail(DownReason::kReboot);
  const auto& requests = after_s(2);
  ASSERT_GE(requests.size(), 2U);
  EXPECT_EQ(requests[1].detail.kv.rebuilt, 14);
  EXPECT_EQ(requests[1].detail.kv.moved, Bytes{});
  EXPECT_EQ(requests[1].detail.ttft, kFetch + ms(24));
}

TEST_F(KvHandoverTest, AConnectionThatBreaksLeavesNothingBehind) {
  start({kFirst, kSecond}, {2, KvHandover::kMove, {}});
  ASSERT_EQ(after_s(1).size(), 1U);
  // The second request is at its node by then, and its cache is not.
  while (network_.opens() < 3) loop_.run_until(loop_.now() + ms(1));
  network_.break_connections();
  loop_.run_until(loop_.now() + ms(500));
  EXPECT_EQ(board_.size(), 0U);
  EXPECT_EQ(second_.running() + second_.waiting(), 0);
}

TEST_F(KvHandoverTest, ACacheThatDoesNotComeByTheDeadlineIsRebuilt) {
  start({kFirst, kSecond}, {2, KvHandover::kMove, {}}, ms(30));
  const auto& requests = after_s(3);
  ASSERT_GE(requests.size(), 2U);
  // It was 15 ms on its way to the node.
  EXPECT_EQ(requests[1].detail.setup, ms(15));
  EXPECT_EQ(requests[1].detail.ttft, ms(15 + 24));
  EXPECT_EQ(requests[1].detail.kv.rebuilt, 14);
  EXPECT_EQ(board_.size(), 0U);
}

TEST(KvSession, AnAnswerOfAnEarlierSessionOrAShorterTurnChangesNothing) {
  const ModelProfile model = language_model();
  KvSession session({2, KvHandover::kMove, {}}, model);
  const KvSession::Turn one = session.next({});
  const KvSession::Turn two = session.next({});
  EXPECT_EQ(two.tokens.prompt, 24);
  session.answered(two, kSecond, true);
  session.answered(one, kFirst, true);
  const KvSession::Turn other = session.next({});
  EXPECT_EQ(other.tokens.prompt, 10);
  session.answered(two, kFirst, true);
  EXPECT_EQ(session.context_of(other).tokens, 0);
}

TEST(KvSession, ACacheOnTheClientItselfIsRebuiltElsewhere) {
  const ModelProfile model = language_model();
  KvSession session({2, KvHandover::kMove, {}}, model);
  session.answered(session.next({}), kHost, false);
  const KvContext context = session.context_of(session.next({}));
  EXPECT_EQ(context.holder, kHost);
  EXPECT_EQ(context.tokens, 14);
  EXPECT_EQ(context.handover, KvHandover::kRebuild);
  EXPECT_EQ(kv_use(context, kHost).cached, 14);
  EXPECT_EQ(kv_use(context, kFirst).rebuilt, 14);
}

}  // namespace
}  // namespace orbitmesh::testing
