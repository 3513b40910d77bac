#include "mesh/packet_ledger.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

Time at_ms(std::int64_t ms) { return Time{} + Duration::from_ms(ms); }

TEST(PacketLedger, YoungUnansweredPacketsAreNeitherReceivedNorLost) {
  PacketLedger ledger;
  for (int k = 0; k < 10; ++k) ledger.sent(at_ms(1000 * k));
  for (const int k : {0, 1, 3, 4, 5, 6}) {
    ledger.received(static_cast<std::uint64_t>(k), Duration::from_ms(k + 1));
  }
  FlowRecord record;
  ledger.fill(record, at_ms(9'500));
  // Sent at 8 and 9 s: still under way. Sent at 2 and 7 s: lost.
  EXPECT_EQ(record.packets_sent, 8);
  EXPECT_EQ(record.packets_received, 6);
}

TEST(PacketLedger, TheBoundBelongsToWhatIsUnderWay) {
  PacketLedger ledger;
  ledger.sent(at_ms(0));
  FlowRecord record;
  ledger.fill(record, Time{} + PacketLedger::kOutstanding);
  EXPECT_EQ(record.packets_sent, 0);
  ledger.fill(record, Time{} + PacketLedger::kOutstanding + Duration::from_ns(1));
  EXPECT_EQ(record.packets_sent, 1);
}

TEST(PacketLedger, ASecondArrivalAndAnUnknownNumberAreIgnored) {
  PacketLedger ledger;
  const std::uint64_t number = ledger.sent(at_ms(0));
  ledger.received(number, Duration::from_ms(5));
  ledger.received(number, Duration::from_ms(9));
  ledger.received(77, Duration::from_ms(9));
  FlowRecord record;
  ledger.fill(record, at_ms(10));
  EXPECT_EQ(record.packets_received, 1);
  EXPECT_EQ(record.delay_max, Duration::from_ms(5));
  EXPECT_FALSE(ledger.outstanding(number));
}

TEST(PacketLedger, PercentilesAreOrderStatistics) {
  PacketLedger ledger;
  for (int k = 1; k <= 100; ++k) ledger.received(ledger.sent(at_ms(k)), Duration::from_ms(k));
  FlowRecord record;
  ledger.fill(record, at_ms(10'000));
  EXPECT_EQ(record.delay_p50, Duration::from_ms(50));
  EXPECT_EQ(record.delay_p99, Duration::from_ms(99));
  EXPECT_EQ(record.delay_max, Duration::from_ms(100));
}

}  // namespace
}  // namespace orbitmesh
