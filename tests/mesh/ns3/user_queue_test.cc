#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "mesh/loss_process.h"
#include "mesh/ns3/ns3_event_loop.h"
#include "mesh/ns3/port_plane.h"
#include "tests/mesh/ns3/hand_guide.h"

namespace orbitmesh {
namespace {

constexpr BitRate k12Mbit{12'000'000};  // 1 ms a packet of 1,500 bytes
constexpr std::uint32_t kPacket = 1500;

class Sink final : public PacketSink {
 public:
  explicit Sink(EventLoop& loop) : loop_(loop) {}
  void receive(ns3::Ptr<ns3::Packet>) override { arrivals.push_back(loop_.now()); }
  std::vector<Time> arrivals;

 private:
  EventLoop& loop_;
};

/// A guide whose ports lose packets by a process.
class LossyGuide final : public PlaneGuide {
 public:
  explicit LossyGuide(PortId port) : port_(port) {}
  PortId next_port(NodeId, NodeId, bool, Time) override { return port_; }
  DelayCurve delay_curve(PortId, Time) override {
    return DelayCurve::constant(Duration::from_ms(1));
  }
  bool loses(PortId) override {
    lost.push_back(process_.loses(Time{}, 0.02));
    return lost.back();
  }
  std::vector<bool> lost;

 private:
  PortId port_;
  LossProcess process_{kScatteredLoss, 1, "test.loss"};
};

class UserQueueTest : public testing::Test {
 protected:
  PortId one_port(const QueueModel& queue) {
    plane.attach(b, sink);
    const PortId port =
        plane.add_port({a, b, k12Mbit, Bytes{100'000'000}, Buffering::kQueue, false, queue});
    guide.set_delay(port, Duration::from_ms(1));
    guide.route(a, b, port);
    return port;
  }
  void inject_every(Duration interval, Time begin, int packets) {
    for (int i = 0; i < packets; ++i) {
      loop.schedule_at(begin + i * interval,
                       [this] { plane.inject(a, b, ns3::Create<ns3::Packet>(kPacket)); });
    }
  }
  void run(Duration duration = Duration::from_s(100)) { loop.run_until(Time{} + duration); }

  const NodeId a{0}, b{1};
  Ns3EventLoop loop;
  HandGuide guide;
  PortPlane plane{guide};
  Sink sink{loop};
};

TEST_F(UserQueueTest, APacketLimitDropsTheOldestWhateverTheirSize) {
  QueueModel model;
  model.packet_limit = 10;
  const PortId port = one_port(model);
  for (int i = 0; i < 30; ++i) plane.inject(a, b, ns3::Create<ns3::Packet>(40));
  run();
  EXPECT_EQ(sink.arrivals.size(), 11U);  // one is being sent
  EXPECT_EQ(plane.counters(port).drops_queue, 19);
  EXPECT_EQ(plane.counters(port).drops_aqm, 0);
}

TEST_F(UserQueueTest, ARampBeginsBelowTheRateAndReachesItInItsTime) {
  QueueModel model;
  model.ramp = RateRamp{2.0, Duration::from_ms(400)};
  one_port(model);
  inject_every(Duration{}, Time{}, 1000);
  run();
  const auto sent_by = [this](std::int64_t ms) {
    return std::count_if(sink.arrivals.begin(), sink.arrivals.end(),
                         [ms](Time at) { return at <= Time{} + Duration::from_ms(ms + 1); });
  };
  // One a millisecond at the top, half at first, three quarters on average over the ramp.
  EXPECT_NEAR(static_cast<double>(sent_by(40)), 0.525 * 40, 2);
  EXPECT_NEAR(static_cast<double>(sent_by(400)), 0.75 * 400, 2);
  EXPECT_EQ(sent_by(600) - sent_by(500), 100);
}

TEST_F(UserQueueTest, ARampCountsTimeOfSendingAndBeginsAnewWithTheSlot) {
  QueueModel model;
  model.ramp = RateRamp{2.0, Duration::from_ms(400)};
  const PortId port = one_port(model);
  inject_every(Duration::from_ms(100), Time{}, 10);  // sends for 2 ms of each 100 ms
  loop.schedule_at(Time{} + Duration::from_s(2), [&] { inject_every({}, loop.now(), 500); });
  loop.schedule_at(Time{} + Duration::from_s(10), [&] {
    plane.begin_slot(port);
    plane.inject(a, b, ns3::Create<ns3::Packet>(kPacket));
  });
  run();
  EXPECT_EQ(sink.arrivals[0], Time{} + Duration::from_ms(3));
  EXPECT_GT(sink.arrivals[9] - (Time{} + Duration::from_ms(900)), Duration::from_us(2900));
  EXPECT_EQ(sink.arrivals[509] - sink.arrivals[508], Duration::from_ms(1));
  EXPECT_EQ(sink.arrivals.back() - (Time{} + Duration::from_s(10)), Duration::from_ms(3));
}

TEST_F(UserQueueTest, QueueManagementBoundsTheWaitOfAnOverloadedPort) {
  QueueModel model;
  model.aqm = CoDelParameters{Duration::from_ms(100), Duration::from_ms(200)};
  const PortId port = one_port(model);
  // 5 % more than the port carries, for 60 s: 3 s of backlog without it.
  constexpr int kPackets = 63'000;
  inject_every(Duration::from_us(952), Time{}, kPackets);
  run();
  const PortCounters& counters = plane.counters(port);
  EXPECT_GT(counters.drops_aqm, 0);
  EXPECT_EQ(counters.drops_queue, 0);
  EXPECT_EQ(static_cast<std::int64_t>(sink.arrivals.size()) + counters.drops_aqm, kPackets);
  EXPECT_LT(counters.backlog_peak.count, 600 * kPacket);
  // Over the last ten seconds it has brought the wait to about the target.
  plane.reset_backlog_peak(port);
  inject_every(Duration::from_us(952), loop.now(), kPackets);
  loop.run_until(loop.now() + Duration::from_s(30));
  plane.reset_backlog_peak(port);
  loop.run_until(loop.now() + Duration::from_s(10));
  EXPECT_LT(plane.counters(port).backlog_peak.count, 300 * kPacket);
}

TEST_F(UserQueueTest, ARateGivenWhileAPacketIsSentCountsFromTheNextOn) {
  const PortId port = one_port({});
  inject_every(Duration{}, Time{}, 3);
  loop.schedule_at(Time{} + Duration::from_us(500), [&] {
    plane.set_condition(port, {true, BitRate{6'000'000}, false});
  });
  run();
  ASSERT_EQ(sink.arrivals.size(), 3U);
  EXPECT_EQ(sink.arrivals[0], Time{} + Duration::from_ms(2));
  EXPECT_EQ(sink.arrivals[1], Time{} + Duration::from_ms(4));
  EXPECT_EQ(sink.arrivals[2], Time{} + Duration::from_ms(6));
  EXPECT_EQ(plane.rate(port), BitRate{6'000'000});
}

TEST(UserLinkLoss, ThePlaneLosesWhatTheProcessSaysInBurstsOfTheMeasuredLengths) {
  Ns3EventLoop loop;
  LossyGuide lossy(0);
  PortPlane plane(lossy);
  Sink sink(loop);
  plane.attach(NodeId{1}, sink);
  const PortId port =
      plane.add_port({NodeId{0}, NodeId{1}, k12Mbit, Bytes{100'000'000}, Buffering::kQueue});
  plane.set_condition(port, {true, k12Mbit, true});
  constexpr int kPackets = 50'000;
  for (int i = 0; i < kPackets; ++i) {
    plane.inject(NodeId{0}, NodeId{1}, ns3::Create<ns3::Packet>(kPacket));
  }
  loop.run_until(Time{} + Duration::from_s(100));
  const std::int64_t lost = plane.counters(port).drops_loss;
  EXPECT_EQ(lost, std::count(lossy.lost.begin(), lossy.lost.end(), true));
  EXPECT_EQ(static_cast<std::int64_t>(sink.arrivals.size()) + lost, kPackets);
  EXPECT_NEAR(static_cast<double>(lost) / kPackets, 0.02, 0.003);
  // Bursts seen at the receiver: gaps between packets that are sent a millisecond apart.
  std::vector<std::int64_t> bursts(5);
  for (std::size_t i = 1; i < sink.arrivals.size(); ++i) {
    const std::int64_t gap_ms = (sink.arrivals[i] - sink.arrivals[i - 1]) / Duration::from_ms(1);
    ASSERT_LE(gap_ms, 5);
    ++bursts[static_cast<std::size_t>(gap_ms - 1)];
  }
  const double all = static_cast<double>(bursts[1] + bursts[2] + bursts[3] + bursts[4]);
  EXPECT_NEAR(static_cast<double>(bursts[1]) / all, 0.955, 0.02);
}

}  // namespace
}  // namespace orbitmesh
