#include "mesh/message/train_plane.h"

#include <gtest/gtest.h>

#include "core/rng.h"
#include "tests/mesh/message/hand_trains.h"

namespace orbitmesh {
namespace {

constexpr BitRate k8Mbit{8'000'000};  // 1 us a byte, 1 ms a packet of 1,000 B

Time at_us(std::int64_t us) { return Time{} + Duration::from_us(us); }

class TrainPlaneTest : public testing::Test {
 protected:
  TrainPlaneTest() : sink(plane.add_sink(log)) {}

  PortId add_port(NodeId from, NodeId to, BitRate rate, Bytes limit, bool queued,
                  const QueueModel& model = {}) {
    const PortId port = plane.add_port({from, to, rate, limit, queued, false, model});
    guide.route(from, c, port);
    guide.set_delay(port, Duration::from_ms(10));
    return port;
  }
  /// `packets` of 1,000 B each from `a` to `c`, the first at `first_us`, the last at `last_us`.
  void send(std::int64_t first_us, std::int64_t last_us, std::uint32_t packets) {
    loop.schedule_at(at_us(first_us), [this, first_us, last_us, packets] {
      Train train;
      train.destination = c;
      train.sink = sink;
      train.packets = packets;
      train.packet_bytes = 1000;
      train.last_bytes = 1000;
      train.first = at_us(first_us);
      train.last = at_us(last_us);
      plane.send(a, train);
    });
  }
  void run() { loop.run_until(Time{} + Duration::from_s(100)); }
  void expect_arrival(std::size_t i, std::int64_t first_us, std::int64_t last_us) const {
    ASSERT_LT(i, log.trains.size());
    EXPECT_EQ(log.trains[i].first, at_us(first_us)) << i;
    EXPECT_EQ(log.trains[i].last, at_us(last_us)) << i;
  }

  const NodeId a{0}, b{1}, c{2};
  HeapEventLoop loop;
  HandTrainGuide guide;
  TrainPlane plane{loop, guide};
  TrainLog log;
  std::uint32_t sink;
};

TEST_F(TrainPlaneTest, ABurstIsSpreadOutBySerialisation) {
  add_port(a, c, k8Mbit, Bytes{100'000}, false);
  send(0, 0, 5);
  run();
  // The first packet: 1 ms and the delay of 10; the last one 4 ms later.
  expect_arrival(0, 11'000, 15'000);
}

TEST_F(TrainPlaneTest, ASlowTrainKeepsItsSpreadOverAFasterLink) {
  add_port(a, c, BitRate{80'000'000}, Bytes{100'000}, false);
  send(0, 9'000, 10);
  run();
  expect_arrival(0, 10'100, 19'100);
}

TEST_F(TrainPlaneTest, TheBottleneckOfAPathSetsTheSpread) {
  add_port(a, b, BitRate{80'000'000}, Bytes{100'000}, false);
  add_port(b, c, k8Mbit, Bytes{100'000}, true);
  send(0, 0, 10);
  run();
  // 0.1 + 10 ms to b, where packets of 0.1 ms become packets of 1 ms.
  expect_arrival(0, 21'100, 30'100);
}

TEST_F(TrainPlaneTest, TwoSendersShareAQueueInTheOrderOfArrival) {
  for (const bool queued : {false, true}) {
    log.trains.clear();
    add_port(a, c, k8Mbit, Bytes{100'000}, queued);
    const std::int64_t start_us = queued ? 1'000'000 : 0;
    send(start_us, start_us, 8);
    send(start_us + 2'000, start_us + 2'000, 4);
    loop.run_until(at_us(start_us + 500'000));
    ASSERT_EQ(log.trains.size(), 2U);
    expect_arrival(0, start_us + 11'000, start_us + 18'000);
    expect_arrival(1, start_us + 19'000, start_us + 22'000);
  }
}

TEST_F(TrainPlaneTest, TheGapsOfASlowTrainAreLeftToOthers) {
  add_port(a, c, k8Mbit, Bytes{100'000}, true);
  send(0, 90'000, 10);
  send(30'000, 30'000, 1);
  run();
  ASSERT_EQ(log.trains.size(), 2U);
  expect_arrival(1, 41'000, 41'000);
}

// Trains are reckoned ahead of time: what comes by before one that was reckoned earlier leaves
// before it.
TEST_F(TrainPlaneTest, ATrainWaitsForNothingThatComesLater) {
  add_port(a, c, k8Mbit, Bytes{100'000}, false);
  Train late;
  late.destination = c;
  late.sink = sink;
  late.packets = 8;
  late.packet_bytes = 1000;
  late.last_bytes = 1000;
  late.first = at_us(20'000);
  late.last = at_us(20'000);
  plane.send(a, late);
  send(0, 0, 4);
  send(19'000, 19'000, 4);
  send(21'000, 21'000, 1);
  run();
  ASSERT_EQ(log.trains.size(), 4U);
  expect_arrival(0, 11'000, 14'000);
  expect_arrival(1, 30'000, 33'000);
  expect_arrival(2, 31'000, 38'000);
  // 8 ms of the late train and 3 ms of the one before it that reach into its time.
  expect_arrival(3, 42'000, 42'000);
}

TEST_F(TrainPlaneTest, ABacklogAboveTheLimitLosesItsTail) {
  const PortId port = add_port(a, c, k8Mbit, Bytes{5'000}, false);
  send(0, 0, 20);
  run();
  // A packet waits at most for 5 ms: six fit beside the one that waits for nothing.
  EXPECT_EQ(log.packets(), 6);
  EXPECT_EQ(plane.counters(port).drops_queue, 14);
  EXPECT_EQ(log.trains[0].lost_tail, 14U);
}

TEST_F(TrainPlaneTest, AFullQueueLosesItsOldestPackets) {
  const PortId port = add_port(a, c, k8Mbit, Bytes{10'000}, true);
  send(0, 0, 8);
  send(100, 100, 8);
  send(200, 200, 6);
  run();
  // The first train is being sent; of the second only four packets stay beside the third.
  EXPECT_EQ(plane.counters(port).drops_queue, 4);
  ASSERT_EQ(log.trains.size(), 3U);
  EXPECT_EQ(log.trains[1].packets, 4U);
  EXPECT_EQ(log.trains[1].lost_head, 4U);
}

TEST_F(TrainPlaneTest, APauseHoldsWhatComes) {
  const PortId port = add_port(a, c, k8Mbit, Bytes{100'000}, true);
  plane.pause(port, at_us(50'000));
  send(20'000, 40'000, 3);
  run();
  expect_arrival(0, 61'000, 63'000);
}

TEST_F(TrainPlaneTest, ADroppedQueueLosesWhatWaits) {
  const PortId port = add_port(a, c, k8Mbit, Bytes{100'000}, true);
  send(0, 0, 8);
  send(1'000, 1'000, 5);
  loop.schedule_at(at_us(2'000), [&] { plane.drop_queue(port); });
  run();
  EXPECT_EQ(log.packets(), 8);
  EXPECT_EQ(plane.counters(port).drops_cut, 5);
}

TEST_F(TrainPlaneTest, WhatWaitsAtTheOldEndIsForwardedAnew) {
  const NodeId d{3};
  const PortId down = add_port(b, c, k8Mbit, Bytes{100'000}, true);
  const PortId over = plane.add_port({a, b, k8Mbit, Bytes{100'000}, false, false});
  const PortId across = plane.add_port({b, d, k8Mbit, Bytes{100'000}, false, false});
  guide.route(a, c, over);
  guide.set_delay(over, Duration::from_ms(1));
  guide.set_delay(across, Duration::from_ms(5));
  plane.pause(down, at_us(100'000));
  send(0, 0, 3);
  loop.schedule_at(at_us(50'000), [&] {
    guide.route(b, c, across);
    guide.route(d, c, down);
    plane.retarget(down, d, c);
  });
  run();
  ASSERT_EQ(log.packets(), 3);
  expect_arrival(0, 111'000, 113'000);
}

TEST_F(TrainPlaneTest, PacketsThatLeaveAfterTheDelayHasChangedTakeTheNewOne) {
  const PortId port = add_port(a, c, k8Mbit, Bytes{100'000}, true);
  guide.change_delay(port, at_us(5'500), Duration::from_ms(30));
  send(0, 0, 10);
  run();
  ASSERT_EQ(log.trains.size(), 2U);
  expect_arrival(0, 11'000, 15'000);
  expect_arrival(1, 36'000, 40'000);
  EXPECT_EQ(log.trains[0].lost_tail, 5U);
  EXPECT_EQ(log.trains[1].lost_head, 5U);
}

TEST_F(TrainPlaneTest, ALinkKeepsOrderWhenItsDelayBecomesLess) {
  const PortId port = add_port(a, c, k8Mbit, Bytes{100'000}, true);
  guide.set_delay(port, Duration::from_ms(20));
  guide.change_delay(port, at_us(5'500), Duration::from_ms(12));
  send(0, 0, 16);
  run();
  ASSERT_EQ(log.trains.size(), 3U);
  // Five with the old delay, until 25 ms; those that would arrive before it arrive then.
  expect_arrival(0, 21'000, 25'000);
  expect_arrival(1, 25'000, 25'000);
  EXPECT_EQ(log.trains[1].packets, 7U);
  expect_arrival(2, 25'000, 28'000);
  EXPECT_EQ(log.packets(), 16);
}

TEST_F(TrainPlaneTest, APacketLimitDropsTheOldest) {
  QueueModel model;
  model.packet_limit = 10;
  const PortId port = add_port(a, c, k8Mbit, Bytes{100'000}, true, model);
  send(0, 0, 8);
  send(100, 100, 8);
  send(200, 200, 6);
  run();
  EXPECT_EQ(plane.counters(port).drops_queue, 4);
  ASSERT_EQ(log.trains.size(), 3U);
  EXPECT_EQ(log.trains[1].lost_head, 4U);
}

// From half to all of the rate in 100 ms of sending: 20 packets of 1 ms begin at about half.
TEST_F(TrainPlaneTest, ARampSlowsTheBeginOfEverySlot) {
  QueueModel model;
  model.ramp = RateRamp{2.0, Duration::from_ms(100)};
  const PortId port = add_port(a, c, k8Mbit, Bytes{1'000'000}, true, model);
  send(0, 0, 20);
  send(500'000, 500'000, 200);
  send(1'000'000, 1'000'000, 20);
  loop.schedule_at(at_us(2'000'000), [&] { plane.begin_slot(port); });
  send(2'000'000, 2'000'000, 20);
  run();
  ASSERT_EQ(log.trains.size(), 4U);
  const auto spread_ms = [this](std::size_t i) {
    return (log.trains[i].last - log.trains[i].first).milliseconds();
  };
  EXPECT_NEAR(spread_ms(0), 19 / 0.55, 0.1);
  EXPECT_NEAR(spread_ms(2), 19, 0.1);
  EXPECT_EQ(spread_ms(3), spread_ms(0));
}

// 1.25 times what the link carries for ten seconds, into a queue of two seconds.
TEST_F(TrainPlaneTest, ActiveQueueManagementKeepsTheWaitShort) {
  QueueModel model;
  model.aqm = CoDelParameters{Duration::from_ms(50), Duration::from_ms(100)};
  const PortId port = add_port(a, c, k8Mbit, Bytes{2'000'000}, true, model);
  for (int i = 0; i < 1000; ++i) send(10'000 * i, 10'000 * i + 9'000, 12);
  loop.schedule_at(at_us(9'999'000),
                   [&] { EXPECT_LT(plane.counters(port).backlog_peak.count, 1'000'000); });
  run();
  EXPECT_EQ(plane.counters(port).drops_queue, 0);
  EXPECT_GT(plane.counters(port).drops_aqm, 1'000);
  EXPECT_EQ(log.packets() + plane.counters(port).drops_aqm, 12'000);
}

TEST_F(TrainPlaneTest, WithoutARouteNothingArrives) {
  send(0, 0, 4);
  run();
  EXPECT_EQ(plane.drops_no_route(), 4);
  EXPECT_TRUE(log.trains.empty());
}

TEST_F(TrainPlaneTest, TheBooksBalanceWhateverHappens) {
  add_port(a, b, BitRate{80'000'000}, Bytes{20'000}, false);
  const PortId queue = add_port(b, c, k8Mbit, Bytes{30'000}, true);
  RngStream rng(1, "test.trains", 0);
  std::int64_t sent = 0;
  for (int i = 0; i < 2'000; ++i) {
    const auto start_us = static_cast<std::int64_t>(rng.below(20'000'000));
    const auto packets = 1 + static_cast<std::uint32_t>(rng.below(30));
    send(start_us, start_us + static_cast<std::int64_t>(rng.below(20'000)), packets);
    sent += packets;
  }
  for (int i = 0; i < 100; ++i) {
    const Time at = at_us(static_cast<std::int64_t>(rng.below(20'000'000)));
    const bool down = rng.below(2) == 0;
    loop.schedule_at(at, [&, at, down] {
      if (down) plane.drop_queue(queue);
      plane.pause(queue, at + Duration::from_ms(60));
      plane.retarget(queue, b, down ? NodeId{} : c);
    });
  }
  loop.schedule_at(at_us(20'000'000), [&] { plane.retarget(queue, b, c); });
  for (const std::int64_t second : {5, 15, 100}) {
    loop.run_until(Time{} + Duration::from_s(second));
    std::int64_t lost = plane.drops_no_route() + plane.drops_ttl();
    for (PortId port = 0; port < 2; ++port) {
      lost += plane.counters(port).drops_queue + plane.counters(port).drops_cut;
    }
    EXPECT_EQ(plane.delivered(), log.packets());
    if (second == 100) {
      EXPECT_EQ(log.packets() + lost, sent);
      EXPECT_EQ(plane.in_transit(), 0);
      EXPECT_GT(lost, 1'000);
      EXPECT_GT(log.packets(), 5'000);
    }
  }
}

}  // namespace
}  // namespace orbitmesh
