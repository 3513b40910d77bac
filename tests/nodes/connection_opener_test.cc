#include "nodes/connection_opener.h"

#include <gtest/gtest.h>

#include <vector>

#include "core/heap_event_loop.h"
#include "nodes/server_endpoint.h"
#include "tests/nodes/fake_network.h"
#include "tests/nodes/test_profiles.h"

namespace orbitmesh {
namespace {

constexpr NodeId kHost{1};
constexpr NodeId kFirst{2};
constexpr NodeId kSecond{3};

/// Slots of 15 s; the first candidate is nearest in the first slot, the second afterwards.
class SlottedPaths final : public PathView {
 public:
  NodeId serving_satellite(NodeId) const override { return {}; }
  std::optional<Duration> path_delay(NodeId, NodeId) const override { return std::nullopt; }
  std::vector<NodeId> nearest(NodeId, const std::vector<NodeId>&, std::size_t) const override {
    return {};
  }
  Time next_slot(Time t) const override {
    return Time{} + (t.since_epoch() / Duration::from_s(15) + 1) * Duration::from_s(15);
  }
  std::vector<NodeId> nearest_at(Time t, NodeId host, const std::vector<NodeId>& candidates,
                                 std::size_t count) const override {
    EXPECT_EQ(host, kHost);
    EXPECT_EQ(count, 1U);
    asked.push_back(t);
    return {candidates[t < Time{} + Duration::from_s(30) ? 0 : 1]};
  }
  mutable std::vector<Time> asked;
};

class Silent final : public ConnectionPool::Listener {
 public:
  void on_reply(std::uint64_t) override {}
  void on_lost(std::uint64_t, FailureCause) override {}
};

class Ignoring final : public RequestListener {
 public:
  void on_request(Connection&, Message) override {}
};

TEST(ConnectionOpener, OpensShortlyBeforeTheSlotToWhoWillBeNearestThen) {
  HeapEventLoop loop;
  testing::FakeNetwork network(loop, Duration::from_ms(5));
  RequestBoard board;
  Silent listener;
  Ignoring server;
  network.serve(kFirst, server);
  network.serve(kSecond, server);
  ConnectionPool pool(loop, network, board, kHost, Duration::from_s(20), listener);
  SlottedPaths paths;
  ConnectionOpener opener(loop, paths, pool, kHost, {kFirst, kSecond}, 1);
  opener.start();
  loop.run_until(Time{} + Duration::from_ms(12'999));
  EXPECT_EQ(pool.state(kFirst), ConnectionState::kClosed);
  loop.run_until(Time{} + Duration::from_s(15));
  EXPECT_EQ(pool.state(kFirst), ConnectionState::kReady);
  EXPECT_EQ(pool.state(kSecond), ConnectionState::kClosed);
  loop.run_until(Time{} + Duration::from_s(60));
  EXPECT_EQ(pool.state(kSecond), ConnectionState::kReady) << "kept open slot by slot";
  EXPECT_EQ(pool.state(kFirst), ConnectionState::kClosed) << "not used for 20 s";
  EXPECT_EQ(network.opens(), 2U);
  ASSERT_EQ(paths.asked.size(), 4U);
  EXPECT_EQ(paths.asked[1], Time{} + Duration::from_s(30));
}

}  // namespace
}  // namespace orbitmesh
