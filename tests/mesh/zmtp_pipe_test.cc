#include "mesh/zmtp_pipe.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

void fill(ZmtpPipe& pipe) {
  for (std::uint64_t id = 0; !pipe.full(); ++id) pipe.push({id, Bytes{1}});
}

TEST(ZmtpPipeTest, KeepsOrderAndIsFullAtTheHighWaterMark) {
  ZmtpPipe pipe(1000);
  fill(pipe);
  EXPECT_EQ(pipe.messages().size(), 1000U);
  for (std::uint64_t id = 0; id < 1000; ++id) EXPECT_EQ(pipe.pop()->id, id);
  EXPECT_FALSE(pipe.pop().has_value());
}

TEST(ZmtpPipeTest, AFullPipeTakesMessagesAgainWhenHalfOfItWasRead) {
  ZmtpPipe pipe(1000);
  fill(pipe);
  for (int i = 0; i < 499; ++i) pipe.pop();
  EXPECT_TRUE(pipe.full());
  pipe.pop();
  EXPECT_FALSE(pipe.full());
}

TEST(ZmtpPipeTest, SmallOnesTellOfEveryRead) {
  for (const std::int64_t high_water : {1, 2}) {
    ZmtpPipe pipe(high_water);
    fill(pipe);
    pipe.pop();
    EXPECT_FALSE(pipe.full()) << high_water;
  }
}

}  // namespace
}  // namespace orbitmesh
