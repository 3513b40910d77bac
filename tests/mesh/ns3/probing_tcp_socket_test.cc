#include "mesh/ns3/probing_tcp_socket.h"

#include <gtest/gtest.h>
#include <ns3/config.h>
#include <ns3/packet.h>
#include <ns3/tcp-header.h>

#include <cstdint>
#include <string>
#include <vector>

#include "mesh/timer_wheel.h"
#include "tests/mesh/ns3/straight_path.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kMessage = 139;  // segments of 200 kB

/// What the client's TCP sends in a blackout without end.
class ProbingTcpSocketTest : public testing::Test {
 protected:
  struct Segment {
    Time at;
    std::uint32_t sequence = 0;
  };

  ProbingTcpSocketTest() : path_(parameters()) { path_.connect(); }

  static StraightPath::Parameters parameters() {
    StraightPath::Parameters parameters;
    parameters.options.tail_loss_probe = true;
    return parameters;
  }
  void request_at_10_hz(int n) {
    for (int i = 0; i < n; ++i) {
      path_.request_at(Time{} + Duration::from_ms(100 * i), Bytes{200'000});
    }
  }
  /// Fills segments_ with what is sent after `begin`.
  void black_out(Time begin) {
    path_.black_out(begin, Duration::from_s(3600));
    path_.loop.run_until(begin);
    const std::string socket = "/NodeList/0/$ns3::TcpL4Protocol/SocketList/*/";
    ns3::Config::ConnectWithoutContext(
        socket + "Tx",
        ns3::Callback<void, ns3::Ptr<const ns3::Packet>, const ns3::TcpHeader&,
                      ns3::Ptr<const ns3::TcpSocketBase>>(
            [this](ns3::Ptr<const ns3::Packet> packet, const ns3::TcpHeader& header,
                   ns3::Ptr<const ns3::TcpSocketBase>) {
              if (packet->GetSize() == 0) return;
              segments_.push_back({path_.loop.now(), header.GetSequenceNumber().GetValue()});
            }));
  }

  StraightPath path_;
  std::vector<Segment> segments_;
};

TEST_F(ProbingTcpSocketTest, TheLastSegmentIsSentAgainAndThenTheTimerRuns) {
  request_at_10_hz(41);
  black_out(Time{} + Duration::from_ms(3990));
  path_.loop.run_until(Time{} + Duration::from_s(7));
  ASSERT_EQ(segments_.size(), kMessage + 4);
  const Segment& last = segments_[kMessage - 1];
  const Segment& probe = segments_[kMessage];
  EXPECT_EQ(probe.sequence, last.sequence);
  // Two smoothed round trips of 54 to 56 ms, 2 ms, and two jiffies for rounding up.
  EXPECT_GE(probe.at - last.at, Duration::from_ms(110));
  EXPECT_LE(probe.at - last.at, Duration::from_ms(122));
  Duration rto = Duration::from_ms(256);
  Time sent = probe.at;
  for (std::size_t i = kMessage + 1; i < segments_.size(); ++i) {
    EXPECT_EQ(segments_[i].sequence, segments_[0].sequence);
    EXPECT_EQ(segments_[i].at, timer_wheel_expiry(sent, rto));
    sent = segments_[i].at;
    rto = rto * 2;
  }
}

TEST_F(ProbingTcpSocketTest, TheProbeIsNotLaterThanTheTimerOfTheFirstSegment) {
  request_at_10_hz(43);
  black_out(Time{} + Duration::from_ms(3990));
  path_.loop.run_until(Time{} + Duration::from_ms(4290));
  ASSERT_EQ(segments_.size(), 3 * kMessage + 1);
  const Time last = segments_[3 * kMessage - 1].at;
  const Duration left = segments_[0].at + Duration::from_ms(256) - last;
  EXPECT_EQ(segments_.back().at, timer_wheel_expiry(last, left));
}

TEST_F(ProbingTcpSocketTest, TheProbeIsNewDataIfSomeWaits) {
  path_.request_at(Time{}, Bytes{200'000});
  black_out(Time{} + Duration::from_ms(110));
  path_.loop.run_until(Time{} + Duration::from_ms(250));
  ASSERT_GE(segments_.size(), 10u);
  for (std::size_t i = 1; i < segments_.size(); ++i) {
    EXPECT_EQ(segments_[i].sequence, segments_[i - 1].sequence + 1448) << i;
  }
  EXPECT_GT(segments_.back().at - segments_[0].at, Duration::from_ms(80));
}

}  // namespace
}  // namespace orbitmesh
