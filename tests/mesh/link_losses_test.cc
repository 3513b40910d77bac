#include "mesh/link_losses.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

TEST(LinkLossesTest, LosesTheStatedShareOfPackets) {
  const SmallMesh small;
  LinkLosses losses(*small.topology, 1);
  constexpr int kPackets = 100'000;
  for (const double p : {0.01, 0.3}) {
    int lost = 0;
    for (int i = 0; i < kPackets; ++i) lost += losses.loses(LinkId{0}, p) ? 1 : 0;
    EXPECT_NEAR(lost, kPackets * p, 4 * std::sqrt(kPackets * p * (1 - p))) << p;
  }
}

TEST(LinkLossesTest, NothingAtZeroAndEverythingAtOne) {
  const SmallMesh small;
  LinkLosses losses(*small.topology, 1);
  for (int i = 0; i < 1000; ++i) {
    EXPECT_FALSE(losses.loses(LinkId{0}, 0));
    EXPECT_TRUE(losses.loses(LinkId{0}, 1));
  }
}

TEST(LinkLossesTest, PacketsOfAnotherLinkMoveNoDraw) {
  const SmallMesh small;
  LinkLosses alone(*small.topology, 7);
  LinkLosses mixed(*small.topology, 7);
  LinkLosses other_seed(*small.topology, 8);
  int different = 0;
  for (int i = 0; i < 1000; ++i) {
    mixed.loses(LinkId{5}, 0.5);
    const bool lost = alone.loses(LinkId{4}, 0.5);
    EXPECT_EQ(mixed.loses(LinkId{4}, 0.5), lost);
    different += other_seed.loses(LinkId{4}, 0.5) != lost ? 1 : 0;
  }
  EXPECT_GT(different, 400);
}

}  // namespace
}  // namespace orbitmesh
