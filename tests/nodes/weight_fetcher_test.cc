#include "nodes/weight_fetcher.h"

#include <gtest/gtest.h>

#include <vector>

#include "core/heap_event_loop.h"
#include "nodes/server_endpoint.h"
#include "tests/nodes/fake_network.h"
#include "tests/nodes/test_profiles.h"

namespace orbitmesh {
namespace {

constexpr NodeId kNode{1};
constexpr NodeId kNear{2};
constexpr NodeId kFar{3};
constexpr Duration kDelay = Duration::from_ms(5);

/// A node and two datacenters that hold 20 MB of weights: three chunks. A fetch takes a handshake
/// of 10 ms and two rounds of 10 ms.
class WeightFetcherTest : public ::testing::Test {
 protected:
  WeightFetcherTest()
      : near_(loop_, {kNear, &accelerator_, 1, {&model_}, {}}),
        far_(loop_, {kFar, &accelerator_, 1, {&model_}, {}}),
        near_end_(loop_, near_, board_),
        far_end_(loop_, far_, board_) {
    paths_.delays = {{kNear, kDelay}, {kFar, kDelay * 2}};
    network_.serve(kNear, near_end_);
    network_.serve(kFar, far_end_);
    WeightStock stock;
    stock.node = kNode;
    stock.bytes = Bytes{20'000'000};
    stock.sources = {kFar, kNear};
    stock.by_delay = true;
    fetcher_.add(stock);
  }
  void fetch() {
    fetcher_.fetch(kNode, [this] { done_.push_back(loop_.now()); });
  }
  void run_ms(std::int64_t ms) { loop_.run_until(Time{} + Duration::from_ms(ms)); }

  HeapEventLoop loop_;
  testing::FakeNetwork network_{loop_, kDelay};
  testing::FakePaths paths_;
  AcceleratorProfile accelerator_ = testing::unit_accelerator();
  ModelProfile model_ = testing::model_of("weights", 10, 20'000'000);
  RequestBoard board_;
  Server near_;
  Server far_;
  ServerEndpoint near_end_;
  ServerEndpoint far_end_;
  WeightFetcher fetcher_{loop_, network_, paths_, board_};
  std::vector<Time> done_;
};

TEST_F(WeightFetcherTest, BringsAllBytesInChunksTwoAtATime) {
  fetch();
  run_ms(29);
  EXPECT_TRUE(done_.empty());
  EXPECT_EQ(fetcher_.counts().bytes, Bytes{16'000'000});
  run_ms(30);
  ASSERT_EQ(done_.size(), 1U);
  EXPECT_EQ(fetcher_.counts().bytes, Bytes{20'000'000});
  EXPECT_EQ(fetcher_.counts().fetches, 1);
  EXPECT_EQ(fetcher_.counts().time, Duration::from_ms(30));
  run_ms(60'000);
  EXPECT_EQ(network_.opens(), 1U);
  EXPECT_EQ(network_.closes(), 1U);
  EXPECT_EQ(board_.size(), 0U);
}

TEST_F(WeightFetcherTest, TurnsToTheNextSourceWhenOneRefuses) {
  near_.fail(DownReason::kReboot);
  fetch();
  run_ms(2'000);
  EXPECT_EQ(done_, std::vector<Time>{Time{} + Duration::from_ms(20 + 1'000 + 30)});
  EXPECT_EQ(fetcher_.counts().bytes, Bytes{20'000'000});
}

TEST_F(WeightFetcherTest, TurnsToTheNextSourceWhenOneHangs) {
  near_.fail(DownReason::kHang);
  fetch();
  run_ms(60'000);
  EXPECT_EQ(done_, std::vector<Time>{Time{} + WeightFetcher::kPatience + Duration::from_ms(30)});
}

TEST_F(WeightFetcherTest, KeepsWhatHasArrivedWhenTheConnectionBreaks) {
  fetch();
  run_ms(25);
  network_.break_connections();
  run_ms(60'000);
  ASSERT_EQ(done_.size(), 1U);
  EXPECT_EQ(fetcher_.counts().bytes, Bytes{20'000'000}) << "16 MB of the first source counted once";
}

TEST_F(WeightFetcherTest, LooksForASourceUntilThereIsOne) {
  paths_.delays.clear();
  fetch();
  run_ms(25'000);
  EXPECT_TRUE(done_.empty());
  EXPECT_EQ(network_.opens(), 0U);
  paths_.delays = {{kNear, kDelay}};
  run_ms(60'000);
  EXPECT_EQ(done_, std::vector<Time>{Time{} + Duration::from_ms(30'030)});
}

TEST_F(WeightFetcherTest, CancelledFetchEndsAndTheNextOneBeginsAnew) {
  fetch();
  run_ms(25);
  fetcher_.cancel(kNode);
  run_ms(1'000);
  EXPECT_TRUE(done_.empty());
  fetch();
  run_ms(2'000);
  EXPECT_EQ(done_, std::vector<Time>{Time{} + Duration::from_ms(1'030)});
  EXPECT_EQ(fetcher_.counts().bytes, Bytes{36'000'000}) << "the 16 MB in vain travelled, too";
  EXPECT_EQ(fetcher_.counts().fetches, 1);
}

}  // namespace
}  // namespace orbitmesh
