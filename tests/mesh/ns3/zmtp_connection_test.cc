#include "mesh/zmtp_connection.h"

#include <gtest/gtest.h>

#include "mesh/zmtp.h"
#include "tests/mesh/ns3/straight_path.h"

namespace orbitmesh {
namespace {

constexpr std::int64_t kHandshakeBytes = 64 + 43;  // greeting and READY
constexpr std::int64_t kIpTcpBytes = 20 + 20 + 12;

TEST(ZmtpTest, AFrameHasTwoBytesOfHeaderUpTo255AndNineAbove) {
  EXPECT_EQ(zmtp::framed(Bytes{0}), Bytes{2});
  EXPECT_EQ(zmtp::framed(Bytes{255}), Bytes{257});
  EXPECT_EQ(zmtp::framed(Bytes{256}), Bytes{265});
  EXPECT_EQ(zmtp::kSignature + zmtp::kVersion + zmtp::kGreetingRest, zmtp::kGreeting);
}

TEST(ZmtpConnectionTest, IsReadyAfterOneRoundTripOfTcpAndTwoOfZmtp) {
  StraightPath path;
  path.connect();
  path.loop.run_until(Time{} + Duration::from_s(1));
  ASSERT_EQ(path.ready.size(), 1U);
  EXPECT_GE(path.ready[0].seconds() * 1e3, 120);
  EXPECT_LE(path.ready[0].seconds() * 1e3, 120.2);
  EXPECT_TRUE(path.connection->ready());
}

TEST(ZmtpConnectionTest, CountsTheHandshakeAndEveryMessageWithItsFrame) {
  StraightPath path;
  path.connect();
  path.loop.run_until(Time{} + Duration::from_ms(500));
  EXPECT_EQ(path.connection->stats().sent_by_client, Bytes{kHandshakeBytes});
  EXPECT_EQ(path.connection->stats().sent_by_server, Bytes{kHandshakeBytes});
  path.request_at(path.loop.now(), Bytes{200'000});
  path.request_at(path.loop.now(), Bytes{10});
  path.loop.run_until(Time{} + Duration::from_s(2));
  EXPECT_EQ(path.connection->stats().sent_by_client, Bytes{kHandshakeBytes + 200'009 + 12});
  EXPECT_EQ(path.connection->stats().sent_by_server, Bytes{kHandshakeBytes + 2 * 102});
}

TEST(ZmtpConnectionTest, TheWireCarriesTheseBytesAndTheHeadersOfTcpAndIp) {
  StraightPath path;
  path.connect();
  path.request_at(Time{}, Bytes{200'000});
  path.loop.run_until(Time{} + Duration::from_s(2));
  const PortCounters& up = path.plane.counters(path.up);
  const std::int64_t headers = up.packets * kIpTcpBytes;
  // The SYN carries no data and some more options.
  EXPECT_NEAR(static_cast<double>(up.sent.count - headers), kHandshakeBytes + 200'009, 40);
  EXPECT_GE(up.packets, 200'009 / 1448);
  EXPECT_LE(up.packets, 200'009 / 1448 + 12);
}

TEST(ZmtpConnectionTest, MessagesGivenBeforeTheHandshakeLeaveAfterIt) {
  StraightPath path;
  path.connect();
  for (std::int64_t i = 0; i < 5; ++i) path.request_at(Time{}, Bytes{100 + i});
  path.loop.run_until(Time{} + Duration::from_ms(119));
  EXPECT_TRUE(path.served.empty());
  path.loop.run_until(Time{} + Duration::from_s(1));
  EXPECT_EQ(path.served, (std::vector<std::uint64_t>{0, 1, 2, 3, 4}));
}

TEST(ZmtpConnectionTest, MessagesOfAllSizesArriveWholeAndInOrder) {
  StraightPath path;
  path.connect();
  const std::vector<std::int64_t> sizes{0,     1,     255,     256,       1439, 1440,
                                        1'448, 2'896, 200'000, 1'000'000, 7,    6'000'000};
  for (int repeat = 0; repeat < 5; ++repeat) {
    for (const std::int64_t size : sizes) path.request_at(Time{}, Bytes{size});
  }
  path.loop.run_until(Time{} + Duration::from_s(60));
  ASSERT_EQ(path.served.size(), 60U);
  for (std::size_t i = 0; i < 60; ++i) {
    EXPECT_EQ(path.served[i], i);
    EXPECT_NE(path.replied[i], Time{});
    if (i > 0) {
      EXPECT_GE(path.replied[i], path.replied[i - 1]);
    }
  }
}

TEST(ZmtpConnectionTest, NothingIsDeliveredOnAConnectionThatWasShut) {
  StraightPath path;
  path.connect();
  path.request_at(Time{} + Duration::from_ms(500), Bytes{200'000});
  path.loop.schedule_at(Time{} + Duration::from_ms(560), [&] { path.connection->shut(); });
  path.loop.run_until(Time{} + Duration::from_s(10));
  EXPECT_TRUE(path.served.empty());
  EXPECT_TRUE(path.downs.empty());
  EXPECT_FALSE(path.connection->ready());
}

StraightPath::Parameters with(const TransportOptions& options) {
  StraightPath::Parameters parameters;
  parameters.options = options;
  return parameters;
}

TEST(ZmtpConnectionTest, CurveCostsARoundTripMoreAndThirtyThreeBytesAFrame) {
  TransportOptions options;
  options.curve = true;
  StraightPath path(with(options));
  path.connect();
  path.request_at(Time{} + Duration::from_ms(500), Bytes{200'000});
  path.request_at(Time{} + Duration::from_ms(500), Bytes{230});
  path.loop.run_until(Time{} + Duration::from_s(2));
  ASSERT_EQ(path.ready.size(), 1U);
  EXPECT_NEAR(path.ready[0].seconds() * 1e3, 160.1, 0.1);
  EXPECT_EQ(path.connection->stats().sent_by_client,
            Bytes{64 + 202 + 301 + (200'000 + 33 + 9) + (230 + 33 + 9)});
  EXPECT_EQ(path.connection->stats().sent_by_server, Bytes{64 + 170 + 67 + 2 * (100 + 33 + 2)});
}

TEST(ZmtpConnectionTest, AFixedRoutingIdStandsInTheClientsReady) {
  TransportOptions options;
  options.routing_id = RoutingId::kFixed;
  StraightPath path(with(options));
  path.connect();
  path.loop.run_until(Time{} + Duration::from_s(1));
  EXPECT_EQ(path.connection->stats().sent_by_client, Bytes{kHandshakeBytes + 16});
  EXPECT_EQ(path.connection->stats().sent_by_server, Bytes{kHandshakeBytes});
}

TEST(ZmtpConnectionTest, HeartbeatsAreAnsweredAndKeepTheConnection) {
  TransportOptions options;
  options.heartbeat_interval = Duration::from_ms(200);
  options.heartbeat_ttl = Duration::from_ms(500);
  StraightPath path(with(options));
  path.connect();
  path.loop.run_until(Time{} + Duration::from_ms(10'150));
  EXPECT_TRUE(path.downs.empty());
  // From 120 ms on, PINGs of 9 B every 200 ms; PONGs of 7 B come a one-way delay later.
  EXPECT_EQ(path.connection->stats().sent_by_client, Bytes{kHandshakeBytes + 50 * 9});
  EXPECT_EQ(path.connection->stats().sent_by_server, Bytes{kHandshakeBytes + 50 * 7});
}

TEST(ZmtpConnectionTest, ASilentPeerIsGivenUpAfterTheTimeoutOfTheNextPing) {
  TransportOptions options;
  options.heartbeat_interval = Duration::from_ms(200);
  options.heartbeat_timeout = Duration::from_ms(400);
  StraightPath path(with(options));
  path.connect();
  path.black_out(Time{} + Duration::from_s(5), Duration::from_s(2));
  path.loop.run_until(Time{} + Duration::from_s(8));
  ASSERT_EQ(path.downs.size(), 1U);
  EXPECT_EQ(path.downs[0], CloseCause::kSilent);
  // PINGs leave at 0.120 s + k x 0.2 s; the first unanswered one at 5.120 s.
  EXPECT_NEAR(path.down_at[0].seconds(), 5.520, 0.001);
}

TEST(ZmtpConnectionTest, TheWaitBeforeReconnectingDoublesUpToItsMaximum) {
  TransportOptions options;
  options.connect_timeout = Duration::from_ms(100);
  options.reconnect_interval = Duration::from_ms(100);
  options.reconnect_maximum = Duration::from_ms(800);
  StraightPath path(with(options));
  path.black_out(Time{}, Duration::from_s(1000));
  path.loop.schedule_at(Time{} + Duration::from_ms(1), [&] { path.connect(); });
  std::vector<Time> attempts;
  std::uint16_t port = 0;
  for (int ms = 2; ms < 8000; ++ms) {
    path.loop.run_until(Time{} + Duration::from_ms(ms));
    if (path.connection->client_port() != port) attempts.push_back(path.loop.now());
    port = path.connection->client_port();
  }
  ASSERT_GE(attempts.size(), 7U);
  for (std::size_t k = 1; k < 7; ++k) {
    const double wait_ms = (attempts[k] - attempts[k - 1]).milliseconds() - 100;
    const double base_ms = std::min(100 << (k - 1), 800);
    EXPECT_GE(wait_ms, base_ms - 1) << k;
    EXPECT_LE(wait_ms, base_ms + 101) << k;
  }
}

TEST(ZmtpConnectionTest, WhatTheQueueCannotTakeIsRefusedOrWaitsAtTheSender) {
  TransportOptions options;
  options.send_high_water = 2;
  options.dont_wait = true;
  StraightPath refusing(with(options));
  refusing.connect();
  for (int i = 0; i < 5; ++i) refusing.request_at(Time{}, Bytes{1000});
  refusing.loop.run_until(Time{} + Duration::from_s(1));
  EXPECT_EQ(refusing.served, (std::vector<std::uint64_t>{0, 1}));
  EXPECT_EQ(refusing.refused, (std::vector<std::uint64_t>{2, 3, 4}));
}

TEST(ZmtpConnectionTest, WithoutDontWaitTheSenderWaits) {
  TransportOptions options;
  options.send_high_water = 2;
  StraightPath path(with(options));
  path.connect();
  for (int i = 0; i < 5; ++i) path.request_at(Time{}, Bytes{1000});
  path.loop.run_until(Time{} + Duration::from_s(1));
  EXPECT_EQ(path.served, (std::vector<std::uint64_t>{0, 1, 2, 3, 4}));
  EXPECT_TRUE(path.refused.empty());
}

TEST(ZmtpConnectionTest, ImmediateRefusesWhileThereIsNoConnection) {
  TransportOptions options;
  options.immediate = true;
  options.dont_wait = true;
  StraightPath path(with(options));
  path.connect();
  path.request_at(Time{} + Duration::from_ms(50), Bytes{1000});
  path.request_at(Time{} + Duration::from_ms(200), Bytes{1000});
  path.loop.run_until(Time{} + Duration::from_s(1));
  EXPECT_EQ(path.refused, (std::vector<std::uint64_t>{0}));
  EXPECT_EQ(path.served, (std::vector<std::uint64_t>{1}));
}

TEST(ZmtpConnectionTest, TheRoundTripOfTheTransportIsReported) {
  StraightPath path;
  path.connect();
  EXPECT_FALSE(path.connection->stats().last_rtt.has_value());
  path.request_at(Time{} + Duration::from_ms(500), Bytes{1000});
  path.loop.run_until(Time{} + Duration::from_s(1));
  ASSERT_TRUE(path.connection->stats().last_rtt.has_value());
  EXPECT_NEAR(path.connection->stats().last_rtt->milliseconds(), 40, 25);
}

}  // namespace
}  // namespace orbitmesh
