#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/rng.h"
#include "tests/mesh/ns3/port_plane_fixture.h"

namespace orbitmesh {
namespace {

using testing::ElementsAre;

constexpr BitRate k5Mbit{5'000'000};
constexpr PortCondition kDown{false, k10Mbit, false};
constexpr PortCondition kNominal{true, k10Mbit, false};

using PortPlaneOutageTest = PortPlaneFixture;

TEST_F(PortPlaneOutageTest, ACutBacklogPortLosesWhatHasNotDepartedAndWhatComes) {
  const PortId port = one_port(Buffering::kBacklog);
  guide.set_delay(port, Duration::from_ms(10));
  for (std::uint32_t i = 0; i < 5; ++i) inject_at(Time{}, 1000 + i);
  at(at_us(2500), [&] { plane.set_condition(port, kDown); });
  inject_at(at_us(3000), 2000);
  at(at_us(4000), [&] { plane.set_condition(port, kNominal); });
  inject_at(at_us(5000), 3000);
  run();
  EXPECT_THAT(sink.sizes, ElementsAre(1000, 1001, 1002, 3000));
  EXPECT_EQ(sink.arrivals_ns.back(), 5'000'000 + 2'400'000 + 10'000'000);
  EXPECT_EQ(plane.counters(port).drops_cut, 3);
  EXPECT_EQ(plane.drops_no_route(), 0);
}

TEST_F(PortPlaneOutageTest, ACutQueuePortLosesThePacketOnTheAirAndHoldsTheOthers) {
  const PortId port = one_port(Buffering::kQueue);
  for (std::uint32_t i = 0; i < 3; ++i) inject_at(Time{}, 1000 + i);
  at(at_us(1000), [&] { plane.set_condition(port, kDown); });
  inject_at(at_us(2000), 1003);
  at(at_us(9000), [&] { plane.set_condition(port, kNominal); });
  run();
  EXPECT_THAT(sink.sizes, ElementsAre(1000, 1002, 1003));
  EXPECT_EQ(sink.arrivals_ns[1], 9'000'000 + 801'600 + 1'000'000);
  EXPECT_EQ(plane.counters(port).drops_cut, 1);
}

TEST_F(PortPlaneOutageTest, ACutPortStaysDownWhenItsEndsChange) {
  const PortId port = one_port(Buffering::kQueue);
  at(Time{}, [&] { plane.set_condition(port, kDown); });
  at(at_us(10), [&] { plane.retarget(port, a, b); });
  inject_at(at_us(20), 1000);
  run();
  EXPECT_TRUE(sink.sizes.empty());
}

TEST_F(PortPlaneOutageTest, ANewRateCountsForPacketsWhoseSendingHasNotBegun) {
  const PortId port = one_port(Buffering::kQueue);
  for (int i = 0; i < 3; ++i) inject_at(Time{}, 1000);
  at(at_us(100), [&] { plane.set_condition(port, {true, k5Mbit, false}); });
  run();
  EXPECT_THAT(sink.arrivals_ns, ElementsAre(1'800'000, 3'400'000, 5'000'000));
}

TEST_F(PortPlaneOutageTest, ANewRateCountsForLaterPacketsOfABacklogPort) {
  const PortId port = one_port(Buffering::kBacklog);
  inject_at(Time{}, 1000);
  inject_at(Time{}, 1000);
  at(at_us(100), [&] { plane.set_condition(port, {true, k5Mbit, false}); });
  inject_at(at_us(200), 1000);
  run();
  EXPECT_THAT(sink.arrivals_ns, ElementsAre(1'800'000, 2'600'000, 4'200'000));
}

TEST_F(PortPlaneOutageTest, TheQueueLimitIsInBytesAtAnyRate) {
  const PortId port = one_port(Buffering::kBacklog, Bytes{3000});
  at(Time{}, [&] { plane.set_condition(port, {true, k5Mbit, false}); });
  for (int i = 0; i < 6; ++i) inject_at(at_us(1), 1000);
  run();
  EXPECT_EQ(sink.sizes.size(), 4U);
  EXPECT_EQ(plane.counters(port).drops_queue, 2);
}

TEST_F(PortPlaneOutageTest, DelaysAreAskedForAnew) {
  const PortId port = one_port(Buffering::kBacklog);
  inject_at(Time{}, 1000);
  at(at_us(900), [&] {
    guide.set_delay(port, Duration::from_ms(5));
    plane.set_condition(port, kNominal);
  });
  inject_at(at_us(1000), 1000);
  run();
  EXPECT_THAT(sink.arrivals_ns, ElementsAre(1'800'000, 6'800'000));
}

TEST_F(PortPlaneOutageTest, LostPacketsTakeTheLinksTimeAndAreCounted) {
  for (const Buffering buffering : {Buffering::kBacklog, Buffering::kQueue}) {
    const PortId port = one_port(buffering);
    plane.set_condition(port, {true, k10Mbit, true});
    const Time begin = loop.now();
    guide.lost = {true, false, true, false};
    sink.arrivals_ns.clear();
    sink.sizes.clear();
    for (std::uint32_t i = 0; i < 4; ++i) inject_at(begin, 1000 + i);
    loop.run_until(begin + Duration::from_s(1));
    EXPECT_THAT(sink.sizes, ElementsAre(1001, 1003));
    EXPECT_EQ(sink.arrivals_ns[0], begin.ns() + 1'600'800 + 1'000'000);
    EXPECT_EQ(plane.counters(port).drops_loss, 2);
    EXPECT_EQ(plane.counters(port).packets, 4);
  }
}

TEST_F(PortPlaneOutageTest, ANodeThatIsDownLosesWhatArrives) {
  one_port(Buffering::kBacklog);
  guide.set_delay(0, Duration::from_ms(10));
  inject_at(Time{}, 1000);
  at(at_us(5000), [&] { plane.set_node_up(b, false); });
  inject_at(at_us(5000), 1001);
  at(at_us(15'000), [&] { plane.set_node_up(b, true); });
  run();
  // The first arrives while it is down, the second when it is back.
  EXPECT_THAT(sink.sizes, ElementsAre(1001));
  EXPECT_EQ(plane.drops_node(), 1);
}

TEST_F(PortPlaneOutageTest, ANodeThatIsDownLosesItsQueuesAndWhatItsHostSends) {
  const PortId port = one_port(Buffering::kQueue);
  at(Time{}, [&] { plane.pause(port, at_us(5000)); });
  inject_at(at_us(1), 1000);
  inject_at(at_us(1), 1001);
  at(at_us(100), [&] { plane.set_node_up(a, false); });
  inject_at(at_us(200), 1002);
  at(at_us(300), [&] { plane.set_node_up(a, true); });
  inject_at(at_us(400), 1003);
  run();
  EXPECT_THAT(sink.sizes, ElementsAre(1003));
  EXPECT_EQ(plane.counters(port).drops_cut, 2);
  EXPECT_EQ(plane.drops_node(), 1);
}

// A ring of six nodes under random conditions.
TEST_F(PortPlaneOutageTest, EveryPacketIsInTheBooks) {
  constexpr std::uint32_t kNodes = 6;
  constexpr std::int64_t kPackets = 3000;
  RngStream rng(2, "test.plane", 0);
  for (std::uint32_t i = 0; i < kNodes; ++i) {
    const Buffering buffering = i % 2 == 0 ? Buffering::kQueue : Buffering::kBacklog;
    plane.add_port({NodeId{i}, NodeId{(i + 1) % kNodes}, k10Mbit, Bytes{6000}, buffering, false});
    guide.set_delay(i, Duration::from_us(300 * (i + 1)));
    plane.attach(NodeId{i}, sink);
    for (std::uint32_t d = 0; d < kNodes; ++d) {
      if (d != i) guide.route(NodeId{i}, NodeId{d}, i);
    }
  }
  for (std::int64_t i = 0; i < kPackets; ++i) {
    const NodeId from{static_cast<std::uint32_t>(rng.below(kNodes))};
    const NodeId to{(from.value + 1 + static_cast<std::uint32_t>(rng.below(kNodes - 1))) % kNodes};
    const auto bytes = static_cast<std::uint32_t>(40 + rng.below(1460));
    at(at_us(static_cast<std::int64_t>(rng.below(2'000'000))),
       [this, from, to, bytes] { plane.inject(from, to, ns3::Create<ns3::Packet>(bytes)); });
  }
  for (int i = 0; i < 4000; ++i) guide.lost.push_back(rng.below(4) == 0);
  for (int i = 0; i < 400; ++i) {
    const auto port = static_cast<PortId>(rng.below(kNodes));
    const bool up = rng.below(2) == 0;
    const BitRate rate{1'000'000 + static_cast<std::int64_t>(rng.below(20'000'000))};
    const bool lossy = rng.below(2) == 0;
    const bool node = rng.below(4) == 0;
    at(at_us(static_cast<std::int64_t>(rng.below(2'000'000))), [=, this_plane = &plane] {
      if (node) {
        this_plane->set_node_up(NodeId{port}, up);
      } else {
        this_plane->set_condition(port, {up, rate, lossy});
      }
    });
  }
  at(at_us(2'000'001), [&] {
    for (PortId port = 0; port < kNodes; ++port) {
      plane.set_condition(port, kNominal);
      plane.set_node_up(NodeId{port}, true);
    }
  });
  run();
  std::int64_t lost = plane.drops_no_route() + plane.drops_ttl() + plane.drops_node();
  std::int64_t cut = 0;
  std::int64_t by_chance = 0;
  for (PortId port = 0; port < kNodes; ++port) {
    lost += plane.counters(port).drops_queue;
    cut += plane.counters(port).drops_cut;
    by_chance += plane.counters(port).drops_loss;
  }
  EXPECT_EQ(plane.delivered() + lost + cut + by_chance, kPackets);
  EXPECT_EQ(plane.delivered(), static_cast<std::int64_t>(sink.sizes.size()));
  for (const std::int64_t count : {plane.delivered(), cut, by_chance, plane.drops_node()}) {
    EXPECT_GT(count, 50);
  }
}

}  // namespace
}  // namespace orbitmesh
