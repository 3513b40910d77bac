#include "mesh/message/train_flow.h"

#include <gtest/gtest.h>

#include "tests/mesh/message/hand_trains.h"

namespace orbitmesh {
namespace {

/// Two hosts joined by a link of 10 Mbit/s and 20 ms each way.
class TrainFlowTest : public testing::Test {
 protected:
  TrainFlowTest() {
    up = add_port(a, b);
    down = add_port(b, a);
  }
  FlowSpec spec(FlowKind kind) const {
    FlowSpec flow;
    flow.name = "flow";
    flow.kind = kind;
    flow.from = a;
    flow.to = b;
    flow.start = Time{} + Duration::from_s(1);
    flow.stop = Time{} + Duration::from_s(21);
    return flow;
  }
  FlowRecord run(const FlowSpec& flow) {
    const auto source = make_train_flow(loop, plane, flow);
    loop.run_until(Time{} + Duration::from_s(30));
    return source->record();
  }

  const NodeId a{0}, b{1};
  HeapEventLoop loop;
  HandTrainGuide guide;
  TrainPlane plane{loop, guide};
  PortId up = 0;
  PortId down = 0;

 private:
  PortId add_port(NodeId from, NodeId to) {
    const PortId port =
        plane.add_port({from, to, BitRate{10'000'000}, Bytes{100'000}, true, false});
    guide.set_delay(port, Duration::from_ms(20));
    guide.route(from, to, port);
    return port;
  }
};

TEST_F(TrainFlowTest, APingTakesTheRoundTrip) {
  FlowSpec flow = spec(FlowKind::kPing);
  flow.size = Bytes{972};
  const FlowRecord record = run(flow);
  EXPECT_EQ(record.packets_sent, 20);
  EXPECT_EQ(record.packets_received, 20);
  // 1,000 B with headers: 0.8 ms on each link.
  EXPECT_EQ(record.delay_p50, Duration::from_us(41'600));
  EXPECT_EQ(record.delay_max, Duration::from_us(41'600));
  EXPECT_EQ(record.goodput_bit_s, 0);
}

TEST_F(TrainFlowTest, AConstantRateBelowTheLinksArrivesWhole) {
  FlowSpec flow = spec(FlowKind::kUdpCbr);
  flow.rate = BitRate{8'000'000};
  flow.size = Bytes{1000};
  const FlowRecord record = run(flow);
  EXPECT_EQ(record.packets_sent, 20'000);
  EXPECT_EQ(record.packets_received, 20'000);
  EXPECT_NEAR(record.delay_p50.milliseconds(), 20.8224, 0.001);
  EXPECT_NEAR(record.delay_p99.milliseconds(), 20.8224, 0.001);
  EXPECT_NEAR(record.goodput_bit_s, 8e6, 1e3);
}

TEST_F(TrainFlowTest, AConstantRateAboveTheLinksLosesWhatItCannotCarry) {
  FlowSpec flow = spec(FlowKind::kUdpCbr);
  flow.rate = BitRate{20'000'000};
  flow.size = Bytes{972};
  const FlowRecord record = run(flow);
  EXPECT_NEAR(record.goodput_bit_s, 10e6 * 0.972, 1e5);
  // 100 packets wait, and of those ahead every second one is dropped: 50 x 0.8 ms.
  EXPECT_NEAR(record.delay_p50.milliseconds(), 20.8 + 40, 3);
  EXPECT_EQ(record.packets_sent, record.packets_received + plane.counters(up).drops_queue);
}

TEST_F(TrainFlowTest, ABulkTransferFillsTheLink) {
  const FlowRecord record = run(spec(FlowKind::kTcpBulk));
  // 1,448 of 1,500 B on the link, less what a full queue and its recovery cost.
  EXPECT_GT(record.goodput_bit_s, 0.93 * 10e6 * 1448 / 1500);
  EXPECT_GT(record.retransmissions, 0);
  EXPECT_EQ(record.delay_p50, Duration{});
}

TEST_F(TrainFlowTest, ABulkTransferComesBackAfterALongCut) {
  FlowSpec flow = spec(FlowKind::kTcpBulk);
  flow.stop = Time{} + Duration::from_s(60);
  const auto source = make_train_flow(loop, plane, flow);
  loop.schedule_at(Time{} + Duration::from_s(5), [this] { plane.retarget(up, a, NodeId{}); });
  loop.schedule_at(Time{} + Duration::from_s(15), [this] { plane.retarget(up, a, b); });
  loop.run_until(Time{} + Duration::from_s(5));
  const Bytes before = source->record().received;
  loop.run_until(Time{} + Duration::from_s(60));
  EXPECT_GT(source->record().received.count, before.count + 30'000'000);
}

}  // namespace
}  // namespace orbitmesh
