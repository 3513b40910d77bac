#include "inference/kv_cache.h"

#include <gtest/gtest.h>

#include "inference/profile_library.h"
#include "tests/inference/test_models.h"

namespace orbitmesh {
namespace {

using testing::language_model;
using testing::unit_accelerator;

TEST(KvCache, GrowsByTheToken) {
  EXPECT_EQ(kv_cache_bytes(language_model(), 7), Bytes{7'000'000});
  EXPECT_EQ(kv_reservation(language_model(), {}), Bytes{15'000'000});
  ModelProfile other;
  EXPECT_EQ(kv_cache_bytes(other, 7), Bytes{});
}

// 1,000 tokens: 8 Gbit in 8 s on a 1 Gbit/s path, or 1 s of prompt phase.
TEST(KvCache, MovingTakesThePathAndRebuildingThePromptPhase) {
  const KvPath path{BitRate{1'000'000'000}, Duration::from_ms(20)};
  const auto cost = [&](KvHandover kind) {
    return kv_handover_cost(kind, language_model(), unit_accelerator(), 1, 1000, path);
  };
  EXPECT_EQ(cost(KvHandover::kMove).moved, Bytes{1'000'000'000});
  EXPECT_EQ(cost(KvHandover::kMove).delay, Duration::from_ms(8'020));
  EXPECT_EQ(cost(KvHandover::kRebuild).moved, Bytes{});
  EXPECT_EQ(cost(KvHandover::kRebuild).delay, Duration::from_s(1));
}

TEST(KvCache, TheFasterWayDependsOnThePath) {
  const auto choice = [](std::int64_t bit_s) {
    return cheaper_handover(language_model(), unit_accelerator(), 1, 1000,
                            {BitRate{bit_s}, Duration::from_ms(20)});
  };
  EXPECT_EQ(choice(1'000'000'000), KvHandover::kRebuild);
  EXPECT_EQ(choice(100'000'000'000), KvHandover::kMove);
}

TEST(KvCache, AnEmptySessionCostsNothing) {
  const KvPath path{BitRate{1'000'000}, Duration::from_s(1)};
  for (const KvHandover kind : {KvHandover::kMove, KvHandover::kRebuild}) {
    const auto cost = kv_handover_cost(kind, language_model(), unit_accelerator(), 1, 0, path);
    EXPECT_EQ(cost.delay, Duration());
    EXPECT_EQ(cost.moved, Bytes{});
  }
}

// 128 KiB a token: 1 GiB for 8,192 tokens of context.
TEST(KvCache, OfLlama) {
  const ProfileLibrary library = ProfileLibrary::built_in();
  EXPECT_EQ(kv_cache_bytes(*library.find_model("llama-3-1-8b"), 8192), Bytes{1LL << 30});
}

}  // namespace
}  // namespace orbitmesh
