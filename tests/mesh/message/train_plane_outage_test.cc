#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <numeric>
#include <utility>

#include "core/heap_event_loop.h"
#include "mesh/message/train_plane.h"

namespace orbitmesh {
namespace {

using testing::ElementsAre;

constexpr BitRate k10Mbit{10'000'000};  // 800 ns a byte

class Guide final : public TrainGuide {
 public:
  PortId next_port(NodeId at, NodeId destination, bool) override {
    const auto found = ports.find({at, destination});
    return found == ports.end() ? kNoPort : found->second;
  }
  DelayCurve delay_curve(PortId, Time) override { return DelayCurve::constant(delay); }
  Time next_change() const override { return Time{}; }  // every hop is looked at in its time
  bool loses(PortId) override {
    const bool next = lost.front();
    lost.pop_front();
    return next;
  }
  std::map<std::pair<NodeId, NodeId>, PortId> ports;
  Duration delay = Duration::from_ms(1);
  std::deque<bool> lost;
};

class Sink final : public TrainSink {
 public:
  explicit Sink(EventLoop& loop) : loop_(loop) {}
  void receive(const Train& train) override {
    arrivals_us.push_back(loop_.now().ns() / 1000);
    packets.push_back(train.packets);
  }
  std::vector<std::int64_t> arrivals_us;
  std::vector<std::uint32_t> packets;

 private:
  EventLoop& loop_;
};

/// One port from `a` to `b` of 10 Mbit/s and 1 ms.
class TrainPlaneOutageTest : public testing::Test {
 protected:
  PortId one_port(bool queued) {
    const PortId port = plane.add_port({a, b, k10Mbit, Bytes{1'000'000}, queued, false});
    guide.ports[{a, b}] = port;
    return port;
  }
  void send_at(std::int64_t us, std::uint32_t packets) {
    loop.schedule_at(Time{} + Duration::from_us(us), [this, packets] {
      Train train;
      train.destination = b;
      train.sink = number;
      train.packets = packets;
      train.packet_bytes = 1000;
      train.last_bytes = 1000;
      train.first = loop.now();
      train.last = loop.now();
      plane.send(a, train);
    });
  }
  void at_us(std::int64_t us, EventLoop::Action action) {
    loop.schedule_at(Time{} + Duration::from_us(us), std::move(action));
  }
  void run() { loop.run_until(Time{} + Duration::from_s(1)); }

  const NodeId a{0}, b{1};
  HeapEventLoop loop;
  Guide guide;
  TrainPlane plane{loop, guide};
  Sink sink{loop};
  const std::uint32_t number = plane.add_sink(sink);
};

TEST_F(TrainPlaneOutageTest, APortThatIsDownLosesWhatComesAndAQueuedOneHoldsIt) {
  for (const bool queued : {false, true}) {
    sink.arrivals_us.clear();
    const PortId port = one_port(queued);
    const std::int64_t begin_us = loop.now().ns() / 1000;
    at_us(begin_us + 1000, [&] { plane.set_condition(port, {false, k10Mbit, false}); });
    send_at(begin_us + 2000, 3);
    at_us(begin_us + 5000, [&] { plane.set_condition(port, {true, k10Mbit, false}); });
    send_at(begin_us + 9000, 1);
    loop.run_until(loop.now() + Duration::from_s(1));
    if (queued) {
      EXPECT_THAT(sink.arrivals_us, ElementsAre(begin_us + 6800, begin_us + 10'800));
    } else {
      EXPECT_THAT(sink.arrivals_us, ElementsAre(begin_us + 10'800));
    }
    EXPECT_EQ(plane.counters(port).drops_cut, queued ? 0 : 3);
  }
}

TEST_F(TrainPlaneOutageTest, ANewRateCountsForLaterTrains) {
  const PortId port = one_port(true);
  send_at(0, 1);
  send_at(0, 1);
  at_us(100, [&] { plane.set_condition(port, {true, BitRate{5'000'000}, false}); });
  run();
  EXPECT_THAT(sink.arrivals_us, ElementsAre(1800, 3400));
}

TEST_F(TrainPlaneOutageTest, LossesByChanceAreCountedAndTheOthersArrive) {
  const PortId port = one_port(false);
  plane.set_condition(port, {true, k10Mbit, true});
  guide.lost = {false, true, true, false, true, false};
  send_at(0, 4);
  send_at(10'000, 1);
  send_at(20'000, 1);
  run();
  EXPECT_EQ(std::accumulate(sink.packets.begin(), sink.packets.end(), 0U), 3U);
  EXPECT_EQ(plane.counters(port).drops_loss, 3);
  EXPECT_EQ(plane.delivered(), 3);
  EXPECT_EQ(plane.in_transit(), 0);
}

TEST_F(TrainPlaneOutageTest, ANodeThatIsDownLosesWhatArrivesAndWhatItSends) {
  one_port(false);
  send_at(0, 2);
  at_us(1000, [&] { plane.set_node_up(b, false); });
  at_us(5000, [&] { plane.set_node_up(b, true); });
  at_us(6000, [&] { plane.set_node_up(a, false); });
  send_at(6000, 5);
  at_us(7000, [&] { plane.set_node_up(a, true); });
  send_at(8000, 1);
  run();
  EXPECT_THAT(sink.packets, ElementsAre(1));
  EXPECT_EQ(plane.drops_node(), 7);
}

TEST_F(TrainPlaneOutageTest, ANodeThatGoesDownTakesItsQueuesAlong) {
  const PortId port = one_port(true);
  at_us(0, [&] { plane.pause(port, Time{} + Duration::from_ms(5)); });
  send_at(1, 3);
  at_us(100, [&] { plane.set_node_up(a, false); });
  at_us(200, [&] { plane.set_node_up(a, true); });
  run();
  EXPECT_TRUE(sink.packets.empty());
  EXPECT_EQ(plane.counters(port).drops_cut, 3);
}

}  // namespace
}  // namespace orbitmesh
