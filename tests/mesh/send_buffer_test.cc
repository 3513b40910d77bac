#include "mesh/send_buffer.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

constexpr std::int64_t kSegment = 1448;

TEST(SendBufferTest, BeginsAtTenSegmentsAndGrowsWithTheWindowOnceTheApplicationWaits) {
  SendBuffer buffer;
  const Bytes all{46'080 * 20 / 21};
  EXPECT_EQ(buffer.room(Bytes{0}), all);
  buffer.on_progress(Bytes{0}, Bytes{100 * kSegment});
  EXPECT_EQ(buffer.room(Bytes{0}), all) << "nobody waits";
  EXPECT_FALSE(buffer.writable(all));
  buffer.on_progress(all, Bytes{20 * kSegment});
  EXPECT_EQ(buffer.room(Bytes{0}), all) << "the window is full";
  // Linux set 866,304 B at a window of 188 segments (ss -tmi).
  buffer.on_progress(all, Bytes{188 * kSegment});
  EXPECT_EQ(buffer.room(Bytes{0}), Bytes{866'304 * 20 / 21});
  EXPECT_FALSE(buffer.writable(Bytes{800'000}));
  buffer.on_progress(Bytes{1'000}, Bytes{100'000 * kSegment});
  EXPECT_EQ(buffer.room(Bytes{0}), Bytes{(4 << 20) * 20 / 21}) << "tcp_wmem's maximum";
}

TEST(SendBufferTest, IsWritableWhenAThirdOfItIsFree) {
  SendBuffer buffer(Bytes{105'000});  // takes 200,000 B
  EXPECT_EQ(buffer.room(Bytes{0}), Bytes{200'000});
  EXPECT_TRUE(buffer.writable(Bytes{133'000}));
  EXPECT_FALSE(buffer.writable(Bytes{134'000}));
  buffer.on_progress(Bytes{0}, Bytes{10'000 * kSegment});
  EXPECT_EQ(buffer.room(Bytes{0}), Bytes{200'000}) << "SO_SNDBUF ends the tuning";
}

}  // namespace
}  // namespace orbitmesh
