#include "mesh/message/tcp_receiver.h"

#include <gtest/gtest.h>

#include "core/rng.h"
#include "mesh/message/cubic_window.h"

namespace orbitmesh {
namespace {

constexpr std::int64_t kSegment = CubicWindow::kSegment;

/// Segments [begin, end) of a stream of whole segments.
Train segments(std::int64_t begin, std::int64_t end) {
  Train train;
  train.packets = static_cast<std::uint32_t>(end - begin);
  train.tcp.begin = begin * kSegment;
  train.tcp.end = end * kSegment;
  return train;
}

TEST(TcpReceiver, EverySecondSegmentInOrderIsAcknowledged) {
  TcpReceiver receiver;
  const TcpReceiver::Acks first = receiver.receive(segments(0, 4)).acks;
  ASSERT_EQ(first.count, 2U);  // the first segment of all brings one
  EXPECT_EQ(first.part.ack(0, 2), 1 * kSegment);
  EXPECT_EQ(first.part.ack(1, 2), 3 * kSegment);
  const TcpReceiver::Acks second = receiver.receive(segments(4, 7)).acks;
  ASSERT_EQ(second.count, 2U);
  EXPECT_EQ(second.part.ack(0, 2), 5 * kSegment);
  EXPECT_EQ(second.part.ack(1, 2), 7 * kSegment);
}

TEST(TcpReceiver, AGapIsReportedUntilItIsFilled) {
  TcpReceiver receiver;
  receiver.receive(segments(0, 2));
  const TcpReceiver::Acks ahead = receiver.receive(segments(4, 6)).acks;
  ASSERT_EQ(ahead.count, 2U);
  EXPECT_EQ(ahead.part.ack(0, 2), 2 * kSegment);
  EXPECT_EQ(ahead.part.sack_begin, 4 * kSegment);
  EXPECT_EQ(ahead.part.sack_end, 6 * kSegment);
  const TcpReceiver::Acks filled = receiver.receive(segments(2, 4)).acks;
  ASSERT_EQ(filled.count, 2U);
  EXPECT_EQ(filled.part.ack(0, 2), 3 * kSegment);
  EXPECT_EQ(filled.part.ack(1, 2), 6 * kSegment);
}

TEST(TcpReceiver, NothingIsAcknowledgedThatHasNotCome) {
  RngStream rng(1, "test.receiver", 0);
  for (int run = 0; run < 200; ++run) {
    TcpReceiver receiver;
    for (int step = 0; step < 50; ++step) {
      const auto begin = static_cast<std::int64_t>(rng.below(40));
      const TcpReceiver::Acks acks =
          receiver.receive(segments(begin, begin + 1 + static_cast<std::int64_t>(rng.below(16))))
              .acks;
      for (std::int64_t k = 0; k < acks.count; ++k) {
        ASSERT_LE(acks.part.ack(k, acks.count), receiver.next()) << run << ' ' << step << ' ' << k;
      }
    }
  }
}

}  // namespace
}  // namespace orbitmesh
