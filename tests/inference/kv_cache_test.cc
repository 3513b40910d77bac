#include "inference/kv_cache.h"

#include <gtest/gtest.h>

#include "inference/profile_library.h"
#include "tests/inference/test_models.h"

namespace orbitmesh {
namespace {

using testing::language_model;

TEST(KvCache, GrowsByTheToken) {
  EXPECT_EQ(kv_cache_bytes(language_model(), 7), Bytes{7'000'000});
  EXPECT_EQ(kv_reservation(language_model(), {}), Bytes{15'000'000});
  ModelProfile other;
  EXPECT_EQ(kv_cache_bytes(other, 7), Bytes{});
}

// 128 KiB a token: 1 GiB for 8,192 tokens of context.
TEST(KvCache, OfLlama) {
  const ProfileLibrary library = ProfileLibrary::built_in();
  EXPECT_EQ(kv_cache_bytes(*library.find_model("llama-3-1-8b"), 8192), Bytes{1LL << 30});
}

}  // namespace
}  // namespace orbitmesh
