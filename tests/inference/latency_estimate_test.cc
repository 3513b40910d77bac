#include "inference/latency_estimate.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

constexpr Duration ms(std::int64_t n) { return Duration::from_ms(n); }

/// 25 kB at 10 Mbit/s: 20 ms; 1 kB at 100 Mbit/s: 80 us.
PolicyView view() {
  PolicyView v;
  v.deadline = ms(300);
  v.request = Bytes{25'000};
  v.reply = Bytes{1'000};
  v.transport = {BitRate{10'000'000}, BitRate{100'000'000}};
  return v;
}

/// 10 ms away, 43 ms of service, over an open connection.
Candidate satellite() {
  Candidate c;
  c.node = NodeId{4};
  c.tier = Tier::kSatellite;
  c.path_delay = ms(10);
  c.service = ms(43);
  return c;
}

constexpr Duration kPlain = Duration::from_us(20'000 + 20'000 + 80 + 43'000);

TEST(LatencyEstimate, AddsPathTransferAndService) {
  EXPECT_EQ(estimated_latency(view(), satellite()), kPlain);
}

TEST(LatencyEstimate, LeavesOutTransferAtAnUnknownRate) {
  PolicyView v = view();
  v.transport.uplink = BitRate{};
  v.transport.downlink = BitRate{};
  EXPECT_EQ(estimated_latency(v, satellite()), ms(63));
}

TEST(LatencyEstimate, IsEmptyWithoutAPath) {
  Candidate c = satellite();
  c.path_delay.reset();
  EXPECT_FALSE(estimated_latency(view(), c));
}

TEST(LatencyEstimate, AddsThreeRoundTripsForAConnectionThatIsNotThere) {
  Candidate c = satellite();
  c.connection = ConnectionState::kClosed;
  EXPECT_EQ(estimated_latency(view(), c), kPlain + ms(60));
  PolicyView ideal = view();
  ideal.transport.handshake_round_trips = 0;
  EXPECT_EQ(estimated_latency(ideal, c), kPlain);
}

TEST(LatencyEstimate, AddsTheRestOfAHandshakeUnderWayAndAllOfAStalledOne) {
  Candidate c = satellite();
  c.connection = ConnectionState::kOpening;
  c.opening_for = ms(15);
  EXPECT_EQ(estimated_latency(view(), c), kPlain + ms(45));
  c.opening_for = ms(60);
  EXPECT_EQ(estimated_latency(view(), c), kPlain);
  c.opening_for = ms(60) + Duration::from_ns(1);
  EXPECT_EQ(estimated_latency(view(), c), kPlain + ms(60));
}

TEST(LatencyEstimate, LetsAReportedWaitFadeOverTenSeconds) {
  const struct {
    std::int64_t age_ms;
    std::int64_t wait_ms;
  } kCases[] = {{0, 100}, {2'500, 75}, {5'000, 50}, {9'000, 10}, {10'000, 0}, {3'600'000, 0}};
  for (const auto& c : kCases) {
    Candidate node = satellite();
    node.reported_wait = ReportedWait{ms(100), ms(c.age_ms)};
    EXPECT_EQ(estimated_latency(view(), node), kPlain + ms(c.wait_ms)) << c.age_ms;
  }
}

TEST(LatencyEstimate, OfTheOwnAcceleratorIsWaitAndService) {
  EXPECT_EQ(estimated_latency(LocalCandidate{ms(30), ms(200)}), ms(230));
}

}  // namespace
}  // namespace orbitmesh
