#include "inference/model_residency.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

constexpr Bytes gb(std::int64_t n) { return Bytes{n * 1'000'000'000}; }
constexpr Bandwidth kOneGb_s{1e9};
Time at_s(std::int64_t s) { return Time() + Duration::from_s(s); }

TEST(ModelResidency, HoldsFromTheStartWhatFitsInOrder) {
  const ModelResidency residency({gb(4), gb(8), gb(5)}, gb(10), kOneGb_s);
  EXPECT_TRUE(residency.resident(0));
  EXPECT_FALSE(residency.resident(1));
  EXPECT_TRUE(residency.resident(2));
  EXPECT_EQ(residency.used(), gb(9));
  EXPECT_EQ(residency.reload_time(), Duration::from_s(9));
}

TEST(ModelResidency, LoadsAtTheBandwidthAndEvictsTheLeastRecentlyUsed) {
  ModelResidency residency({gb(4), gb(4), gb(3)}, gb(8), kOneGb_s);
  EXPECT_EQ(residency.begin_use(0, at_s(0)), Duration());
  residency.end_use(0);
  EXPECT_EQ(residency.begin_use(2, at_s(1)), Duration::from_s(3)) << "1 was never used";
  EXPECT_TRUE(residency.resident(0));
  EXPECT_FALSE(residency.resident(1));
  EXPECT_EQ(residency.used(), gb(7));
  EXPECT_EQ(residency.loads(), 1);
}

TEST(ModelResidency, ASecondBatchWaitsForTheRestOfTheLoad) {
  ModelResidency residency({gb(6), gb(6)}, gb(8), kOneGb_s);
  EXPECT_EQ(residency.begin_use(1, at_s(0)), Duration::from_s(6));
  EXPECT_EQ(residency.begin_use(1, at_s(2)), Duration::from_s(4));
  EXPECT_EQ(residency.begin_use(1, at_s(9)), Duration());
  EXPECT_EQ(residency.loads(), 1);
}

TEST(ModelResidency, DoesNotEvictWhatIsInUse) {
  ModelResidency residency({gb(6), gb(6)}, gb(8), kOneGb_s);
  residency.begin_use(0, at_s(0));
  residency.begin_use(0, at_s(0));
  EXPECT_FALSE(residency.can_use(1));
  residency.end_use(0);
  EXPECT_FALSE(residency.can_use(1));
  residency.end_use(0);
  EXPECT_TRUE(residency.can_use(1));
}

TEST(ModelResidency, ARestartBringsBackTheBeginning) {
  ModelResidency residency({gb(6), gb(6)}, gb(8), kOneGb_s);
  residency.begin_use(1, at_s(0));
  residency.reset();
  EXPECT_TRUE(residency.resident(0));
  EXPECT_FALSE(residency.resident(1));
  EXPECT_TRUE(residency.can_use(1));
  EXPECT_EQ(residency.begin_use(0, at_s(1)), Duration());
}

}  // namespace
}  // namespace orbitmesh
