#include "core/rng.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <vector>

namespace orbitmesh {
namespace {

using Words = std::array<std::uint32_t, 4>;

// Known-answer vectors of the authors' Random123 library (kat_vectors, philox4x32 10).
TEST(Philox, PublishedKnownAnswers) {
  EXPECT_EQ(philox4x32({0, 0, 0, 0}, {0, 0}),
            (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  constexpr std::uint32_t kOnes = 0xffffffff;
  EXPECT_EQ(philox4x32({kOnes, kOnes, kOnes, kOnes}, {kOnes, kOnes}),
            (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

std::vector<std::uint64_t> draws(RngStream stream, int n) {
  std::vector<std::uint64_t> values;
  for (int i = 0; i < n; ++i) values.push_back(stream.next_u64());
  return values;
}

TEST(RngStream, TheSameTripleGivesTheSameDraws) {
  EXPECT_EQ(draws(RngStream(7, "access", 3), 100), draws(RngStream(7, "access", 3), 100));
}

TEST(RngStream, SeedNameAndIndexEachGiveAnotherStream) {
  std::set<std::uint64_t> first;
  int streams = 0;
  for (const std::uint64_t seed : {0, 1, 2}) {
    for (const char* name : {"", "a", "b", "ab"}) {
      for (const std::uint64_t index : {0, 1, 2, 1000}) {
        first.insert(RngStream(seed, name, index).next_u64());
        ++streams;
      }
    }
  }
  EXPECT_EQ(first.size(), static_cast<std::size_t>(streams));
}

TEST(RngStream, SeekKeysDrawsByBlockWhateverWasDrawnBefore) {
  RngStream a(1, "slot", 0);
  RngStream b(1, "slot", 0);
  for (int i = 0; i < 17; ++i) a.next_u64();
  a.seek(5);
  b.seek(5);
  const std::uint64_t first = a.next_u64();
  EXPECT_EQ(first, b.next_u64());
  a.seek(6);
  EXPECT_NE(a.next_u64(), first);
  a.seek(0);
  EXPECT_EQ(a.next_u64(), RngStream(1, "slot", 0).next_u64());
}

TEST(RngStream, BlocksDoNotOverlap) {
  std::set<std::uint64_t> values;
  RngStream stream(1, "slot", 0);
  for (std::uint64_t block = 0; block < 100; ++block) {
    stream.seek(block);
    for (int i = 0; i < 100; ++i) values.insert(stream.next_u64());
  }
  EXPECT_EQ(values.size(), 10'000u);
}

TEST(RngStream, UniformFillsTheUnitInterval) {
  constexpr int kDraws = 100'000;
  constexpr int kBins = 100;
  std::array<int, kBins> count{};
  RngStream stream(1, "uniform", 0);
  for (int i = 0; i < kDraws; ++i) {
    const double x = stream.uniform();
    ASSERT_GE(x, 0.0);
    ASSERT_LT(x, 1.0);
    ++count[static_cast<std::size_t>(x * kBins)];
  }
  double chi2 = 0;
  for (const int n : count) chi2 += (n - kDraws / kBins) * (n - kDraws / kBins) * 1.0;
  chi2 /= kDraws / kBins;
  // 99 degrees of freedom: 0.1 % and 99.9 % quantiles.
  EXPECT_GT(chi2, 60.0);
  EXPECT_LT(chi2, 149.0);
}

TEST(RngStream, StreamsAreUncorrelated) {
  constexpr int kDraws = 100'000;
  RngStream a(1, "x", 0);
  RngStream b(1, "x", 1);
  double sum = 0;
  for (int i = 0; i < kDraws; ++i) sum += (a.uniform() - 0.5) * (b.uniform() - 0.5);
  const double correlation = sum / kDraws * 12;
  EXPECT_LT(std::fabs(correlation), 4 / std::sqrt(double{kDraws}));
}

TEST(RngStream, BelowIsUnbiasedAndInRange) {
  RngStream stream(1, "below", 0);
  std::array<int, 7> count{};
  for (int i = 0; i < 70'000; ++i) ++count.at(stream.below(7));
  for (const int n : count) EXPECT_NEAR(n, 10'000, 400);  // 4 standard deviations
  EXPECT_EQ(stream.below(1), 0u);
  // 2/3 of the range: a plain remainder would hit the lower half twice as often.
  const std::uint64_t n = 3 * (1ULL << 62);
  int lower = 0;
  for (int i = 0; i < 10'000; ++i) lower += stream.below(n) < n / 2 ? 1 : 0;
  EXPECT_NEAR(lower, 5000, 200);
}

TEST(RngStream, ExponentialHasItsMeanAndVariance) {
  constexpr int kDraws = 200'000;
  RngStream stream(1, "exponential", 0);
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < kDraws; ++i) {
    const double x = stream.exponential(2.0);
    ASSERT_TRUE(std::isfinite(x));
    ASSERT_GE(x, 0.0);
    sum += x;
    squares += x * x;
  }
  EXPECT_NEAR(sum / kDraws, 2.0, 0.02);
  EXPECT_NEAR(squares / kDraws, 8.0, 0.16);
}

TEST(RngStream, NormalHasItsMoments) {
  constexpr int kDraws = 200'000;
  RngStream stream(1, "normal", 0);
  std::array<double, 5> moment{};
  for (int i = 0; i < kDraws; ++i) {
    const double x = stream.normal();
    ASSERT_TRUE(std::isfinite(x));
    for (std::size_t k = 1; k < moment.size(); ++k) {
      moment[k] += std::pow(x, static_cast<double>(k)) / kDraws;
    }
  }
  EXPECT_NEAR(moment[1], 0.0, 0.01);
  EXPECT_NEAR(moment[2], 1.0, 0.015);
  EXPECT_NEAR(moment[3], 0.0, 0.04);
  EXPECT_NEAR(moment[4], 3.0, 0.1);
}

// Frozen values: a change here changes every result of every scenario.
TEST(RngStream, DrawsAreStable) {
  RngStream stream(1, "access.choice", 2);
  EXPECT_EQ(stream.next_u64(), 7356054380832486879ULL);
  EXPECT_EQ(stream.next_u64(), 10638243125849866606ULL);
}

}  // namespace
}  // namespace orbitmesh
