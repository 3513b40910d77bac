#include "mesh/ns3/port_plane.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/rng.h"
#include "tests/mesh/ns3/port_plane_fixture.h"

namespace orbitmesh {
namespace {

using testing::ElementsAre;

using PortPlaneTest = PortPlaneFixture;

TEST_F(PortPlaneTest, DepartsAfterTheLastOneAndItsOwnSerialisationToTheNanosecond) {
  for (const Buffering buffering : {Buffering::kBacklog, Buffering::kQueue}) {
    one_port(buffering);
    const Time begin = loop.now();
    inject_at(begin, 1000);
    inject_at(begin, 500);
    inject_at(begin + Duration::from_us(5000), 101);
    sink.arrivals_ns.clear();
    loop.run_until(begin + Duration::from_s(1));
    EXPECT_THAT(sink.arrivals_ns, ElementsAre(begin.ns() + 1'800'000, begin.ns() + 2'200'000,
                                              begin.ns() + 6'080'800));
  }
}

TEST_F(PortPlaneTest, ABacklogPortDropsAtTheTailAboveItsLimit) {
  const PortId port = one_port(Buffering::kBacklog, Bytes{3000});
  for (std::uint32_t i = 0; i < 10; ++i) inject_at(Time{}, 1000 + i);
  // The fifth meets a backlog of 4,006 bytes; with 3,003 the fourth is already too late.
  run();
  EXPECT_THAT(sink.sizes, ElementsAre(1000, 1001, 1002));
  EXPECT_EQ(plane.counters(port).drops_queue, 7);
  EXPECT_EQ(plane.counters(port).packets, 3);
  EXPECT_EQ(plane.counters(port).sent, Bytes{3003});
  EXPECT_EQ(plane.counters(port).backlog_peak, Bytes{3003});
}

TEST_F(PortPlaneTest, ABacklogOfExactlyTheLimitIsAccepted) {
  const PortId port = one_port(Buffering::kBacklog, Bytes{3000});
  for (int i = 0; i < 5; ++i) inject_at(Time{}, 1000);
  run();
  EXPECT_EQ(sink.sizes.size(), 4U);
  EXPECT_EQ(plane.counters(port).drops_queue, 1);
}

TEST_F(PortPlaneTest, TheQueueDrainsWithTime) {
  one_port(Buffering::kBacklog, Bytes{1000});
  for (int i = 0; i < 100; ++i) inject_at(at_us(800 * i), 1000);
  run();
  EXPECT_EQ(sink.sizes.size(), 100U);
  EXPECT_EQ(plane.busy(0), Duration::from_us(80'000));
}

TEST_F(PortPlaneTest, ACutLosesWhatHasNotDepartedAndKeepsTheRest) {
  const PortId port = one_port(Buffering::kBacklog);
  guide.set_delay(port, Duration::from_ms(10));
  for (std::uint32_t i = 0; i < 5; ++i) inject_at(Time{}, 1000 + i);
  at(at_us(2500), [&] { plane.retarget(port, a, NodeId{}); });
  run();
  EXPECT_THAT(sink.sizes, ElementsAre(1000, 1001, 1002));
  EXPECT_EQ(plane.counters(port).drops_cut, 2);
}

TEST_F(PortPlaneTest, SeveralCutsDuringOneFlightAreToldApart) {
  const PortId port = one_port(Buffering::kBacklog);
  guide.set_delay(port, Duration::from_ms(20));
  for (int i = 0; i < 4; ++i) {
    // Each pair: the first departs before the cut at + 1 ms, the second would after it.
    inject_at(at_us(2000 * i), 1000);
    inject_at(at_us(2000 * i), 1000);
    at(at_us(2000 * i + 1000), [&] { plane.retarget(port, a, b); });
  }
  run();
  EXPECT_EQ(sink.arrivals_ns.size(), 4U);
  EXPECT_EQ(plane.counters(port).drops_cut, 4);
}

TEST_F(PortPlaneTest, ADepartedPacketArrivesAtTheOldEnd) {
  const PortId port = one_port(Buffering::kBacklog);
  inject_at(Time{}, 1000);
  at(at_us(900), [&] { plane.retarget(port, a, c); });
  run();
  EXPECT_EQ(sink.sizes.size(), 1U);
}

TEST_F(PortPlaneTest, APortThatIsDownDropsAndBacklogStartsAnewWhenItIsBack) {
  const PortId port = one_port(Buffering::kBacklog);
  for (int i = 0; i < 100; ++i) inject_at(Time{}, 1000);
  at(at_us(400), [&] { plane.retarget(port, a, NodeId{}); });
  inject_at(at_us(500), 700);
  at(at_us(600), [&] { plane.retarget(port, a, b); });
  inject_at(at_us(700), 900);
  run();
  EXPECT_EQ(plane.drops_no_route(), 1);
  EXPECT_EQ(plane.counters(port).drops_cut, 100);
  EXPECT_THAT(sink.arrivals_ns, ElementsAre(700'000 + 720'000 + 1'000'000));
}

TEST_F(PortPlaneTest, APacketDiesAfter255Hops) {
  const PortId out = plane.add_port({a, c, k10Mbit, Bytes{10'000}, Buffering::kBacklog, false});
  const PortId back = plane.add_port({c, a, k10Mbit, Bytes{10'000}, Buffering::kBacklog, false});
  guide.route(a, b, out);
  guide.route(c, b, back);
  inject_at(Time{}, 100);
  run();
  EXPECT_EQ(plane.drops_ttl(), 1);
  EXPECT_EQ(plane.hops(), 255);
  EXPECT_EQ(plane.delivered(), 0);
}

TEST_F(PortPlaneTest, RemembersThatAPacketHasComeDown) {
  const PortId down = plane.add_port({a, c, k10Mbit, Bytes{10'000}, Buffering::kBacklog, true});
  const PortId ground = plane.add_port({c, b, k10Mbit, Bytes{10'000}, Buffering::kBacklog, false});
  guide.route(a, b, down);
  guide.route(c, b, ground);
  inject_at(Time{}, 100);
  run();
  EXPECT_TRUE(guide.last_landed);
  // A new packet in the same pooled event has not landed.
  loop.schedule_in(Duration{}, [&] { plane.inject(a, b, ns3::Create<ns3::Packet>(100)); });
  loop.run_until(loop.now());
  EXPECT_FALSE(guide.last_landed);
}

TEST_F(PortPlaneTest, APausedQueueHoldsItsPacketsUntilTheEndOfThePause) {
  const PortId port = one_port(Buffering::kQueue);
  at(at_us(0), [&] { plane.pause(port, at_us(5000)); });
  inject_at(at_us(1000), 1000);
  inject_at(at_us(2000), 1000);
  run();
  EXPECT_THAT(sink.arrivals_ns, ElementsAre(6'800'000, 7'600'000));
}

TEST_F(PortPlaneTest, AShorterPauseDoesNotEndALongerOne) {
  const PortId port = one_port(Buffering::kQueue);
  at(at_us(0), [&] { plane.pause(port, at_us(5000)); });
  at(at_us(100), [&] { plane.pause(port, at_us(200)); });
  inject_at(at_us(300), 1000);
  run();
  EXPECT_THAT(sink.arrivals_ns, ElementsAre(6'800'000));
}

TEST_F(PortPlaneTest, APauseLetsThePacketOnTheAirFinish) {
  const PortId port = one_port(Buffering::kQueue);
  inject_at(Time{}, 1000);
  inject_at(Time{}, 1000);
  at(at_us(100), [&] { plane.pause(port, at_us(3000)); });
  run();
  EXPECT_THAT(sink.arrivals_ns, ElementsAre(1'800'000, 4'800'000));
}

TEST_F(PortPlaneTest, AFullQueueDropsItsOldestPackets) {
  const PortId port = one_port(Buffering::kQueue, Bytes{3500});
  at(Time{}, [&] { plane.pause(port, at_us(5000)); });
  for (std::uint32_t i = 0; i < 5; ++i) inject_at(at_us(i + 1), 1000 + i);
  run();
  EXPECT_THAT(sink.sizes, ElementsAre(1002, 1003, 1004));
  EXPECT_EQ(plane.counters(port).drops_queue, 2);
  EXPECT_EQ(plane.counters(port).backlog_peak, Bytes{3009});
}

TEST_F(PortPlaneTest, DroppingTheQueueLosesOnlyWhatWaits) {
  const PortId port = one_port(Buffering::kQueue);
  for (std::uint32_t i = 0; i < 3; ++i) inject_at(Time{}, 1000 + i);
  at(at_us(100), [&] { plane.drop_queue(port); });
  inject_at(at_us(200), 2000);
  run();
  EXPECT_THAT(sink.sizes, ElementsAre(1000, 2000));
  EXPECT_EQ(plane.counters(port).drops_cut, 2);
}

TEST_F(PortPlaneTest, AQueueWithoutAFarEndWaitsForOne) {
  const PortId port = one_port(Buffering::kQueue);
  plane.retarget(port, a, NodeId{});
  inject_at(Time{}, 1000);
  at(at_us(9000), [&] { plane.retarget(port, a, b); });
  run();
  EXPECT_THAT(sink.arrivals_ns, ElementsAre(10'800'000));
}

TEST_F(PortPlaneTest, WaitingPacketsAreForwardedAnewFromWhereTheyAre) {
  // The downlink of satellite a moves to satellite c; a reaches c by a laser.
  const PortId down = one_port(Buffering::kQueue);
  const PortId laser = plane.add_port({a, c, k10Mbit, Bytes{100'000}, Buffering::kBacklog, false});
  at(Time{}, [&] { plane.pause(down, at_us(1000)); });
  for (std::uint32_t i = 0; i < 3; ++i) inject_at(at_us(1), 1000 + i);
  at(at_us(500), [&] {
    guide.route(a, b, laser);
    guide.route(c, b, down);
    plane.retarget(down, c, b);
  });
  run();
  EXPECT_THAT(sink.sizes, ElementsAre(1000, 1001, 1002));
  EXPECT_EQ(plane.counters(laser).packets, 3);
  EXPECT_EQ(plane.counters(down).drops_cut, 0);
}

TEST_F(PortPlaneTest, OrderIsKeptWhenTheDelayShrinks) {
  const PortId port = one_port(Buffering::kQueue);
  guide.set_delay(port, Duration::from_ms(10));
  inject_at(Time{}, 1000);
  inject_at(Time{}, 1001);
  at(at_us(1000), [&] {
    guide.set_delay(port, Duration::from_ms(1));
    plane.retarget(port, a, b);
  });
  inject_at(at_us(2000), 1002);
  run();
  EXPECT_THAT(sink.sizes, ElementsAre(1000, 1001, 1002));
  // The second is already on the air with the old delay; the third waits behind it.
  EXPECT_EQ(sink.arrivals_ns[1], 11'600'800);
  EXPECT_EQ(sink.arrivals_ns[2], 11'600'800);
}

TEST_F(PortPlaneTest, DestinationsWithoutASinkAreDropped) {
  for (const NodeId destination : {NodeId{}, c, NodeId{1'000'000}, a}) {
    const NodeId to = destination == a ? b : destination;
    const PortId port = plane.add_port({a, to, k10Mbit, Bytes{10'000}, Buffering::kBacklog, false});
    guide.route(a, destination, port);
    plane.inject(a, destination, ns3::Create<ns3::Packet>(100));
  }
  run();
  EXPECT_EQ(plane.drops_no_route(), 4);
  EXPECT_EQ(plane.delivered(), 0);
}

TEST_F(PortPlaneTest, FramingAddsToEveryPacketOnTheWireAndToNoneDelivered) {
  const PortId port = one_port(Buffering::kBacklog);
  plane.set_framing(Bytes{50});
  inject_at(Time{}, 1000);
  run();
  EXPECT_THAT(sink.arrivals_ns, ElementsAre(1'840'000));
  EXPECT_THAT(sink.sizes, ElementsAre(1000));
  EXPECT_EQ(plane.counters(port).sent, Bytes{1050});
}

// A ring of six nodes with a shortcut, whose ports are cut, paused and moved at random.
TEST_F(PortPlaneTest, NoPacketIsLostFromTheBooksOrDoubled) {
  constexpr std::uint32_t kNodes = 6;
  RngStream rng(1, "test.plane", 0);
  for (std::uint32_t i = 0; i < kNodes; ++i) {
    const Buffering buffering = i % 2 == 0 ? Buffering::kQueue : Buffering::kBacklog;
    const NodeId next{(i + 1) % kNodes};
    plane.add_port({NodeId{i}, next, k10Mbit, Bytes{6000}, buffering, false});
    guide.set_delay(i, Duration::from_us(300 * (i + 1)));
    plane.attach(NodeId{i}, sink);
    for (std::uint32_t d = 0; d < kNodes; ++d) {
      if (d != i) guide.route(NodeId{i}, NodeId{d}, i);
    }
  }
  for (int i = 0; i < 3000; ++i) {
    const NodeId from{static_cast<std::uint32_t>(rng.below(kNodes))};
    const NodeId to{(from.value + 1 + static_cast<std::uint32_t>(rng.below(kNodes - 1))) % kNodes};
    const auto bytes = static_cast<std::uint32_t>(40 + rng.below(1460));
    at(at_us(static_cast<std::int64_t>(rng.below(2'000'000))),
       [this, from, to, bytes] { plane.inject(from, to, ns3::Create<ns3::Packet>(bytes)); });
  }
  for (int i = 0; i < 500; ++i) {
    const auto port = static_cast<PortId>(rng.below(kNodes));
    const NodeId from{port};
    const NodeId to = rng.below(3) == 0 ? NodeId{} : NodeId{(port + 1) % kNodes};
    const bool queue = port % 2 == 0;
    const auto action = rng.below(3);
    at(at_us(static_cast<std::int64_t>(rng.below(2'000'000))), [=, this_plane = &plane] {
      if (queue && action == 0) this_plane->pause(port, loop.now() + Duration::from_ms(2));
      if (queue && action == 1) this_plane->drop_queue(port);
      if (action == 2) this_plane->retarget(port, from, to);
    });
  }
  at(at_us(2'000'001), [&] {
    for (PortId port = 0; port < kNodes; ++port) {
      plane.retarget(port, NodeId{port}, NodeId{(port + 1) % kNodes});
    }
  });
  run();
  std::int64_t dropped = plane.drops_no_route() + plane.drops_ttl();
  std::int64_t cut = 0;
  for (PortId port = 0; port < kNodes; ++port) {
    dropped += plane.counters(port).drops_queue;
    cut += plane.counters(port).drops_cut;
  }
  EXPECT_EQ(plane.delivered() + dropped + cut, 3000);
  EXPECT_EQ(plane.delivered(), static_cast<std::int64_t>(sink.sizes.size()));
  EXPECT_GT(plane.delivered(), 500);
  EXPECT_GT(dropped, 100);
  EXPECT_GT(cut, 50);
}

}  // namespace
}  // namespace orbitmesh
