#include "mesh/ns3/zmtp_endpoint.h"

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

TEST(ZmtpEndpointTest, IsReadyAfterOneRoundTripOfTcpAndTwoOfZmtp) {
  StraightPath path;
  path.connect();
  path.loop.run_until(Time{} + Duration::from_s(1));
  ASSERT_EQ(path.ready.size(), 1U);
  EXPECT_GE(path.ready[0].seconds() * 1e3, 120);
  EXPECT_LE(path.ready[0].seconds() * 1e3, 120.2);
  EXPECT_TRUE(path.connection->ready());
}

TEST(ZmtpEndpointTest, CountsTheHandshakeAndEveryMessageWithItsFrame) {
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

TEST(ZmtpEndpointTest, TheWireCarriesTheseBytesAndTheHeadersOfTcpAndIp) {
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

TEST(ZmtpEndpointTest, MessagesGivenBeforeTheHandshakeLeaveAfterIt) {
  StraightPath path;
  path.connect();
  for (std::int64_t i = 0; i < 5; ++i) path.request_at(Time{}, Bytes{100 + i});
  path.loop.run_until(Time{} + Duration::from_ms(119));
  EXPECT_TRUE(path.served.empty());
  path.loop.run_until(Time{} + Duration::from_s(1));
  EXPECT_EQ(path.served, (std::vector<std::uint64_t>{0, 1, 2, 3, 4}));
}

TEST(ZmtpEndpointTest, MessagesOfAllSizesArriveWholeAndInOrder) {
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

TEST(ZmtpEndpointTest, NothingIsDeliveredOnAConnectionThatWasShut) {
  StraightPath path;
  path.connect();
  path.request_at(Time{} + Duration::from_ms(500), Bytes{200'000});
  path.loop.schedule_at(Time{} + Duration::from_ms(560), [&] { path.connection->shut(); });
  path.loop.run_until(Time{} + Duration::from_s(10));
  EXPECT_TRUE(path.served.empty());
  EXPECT_TRUE(path.downs.empty());
  EXPECT_FALSE(path.connection->ready());
}

TEST(ZmtpEndpointTest, TheRoundTripOfTheTransportIsReported) {
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
