#include "nodes/sample_sequence.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace orbitmesh {
namespace {

TEST(SampleSequence, ARequestsSampleDependsOnItsNumberAlone) {
  const SampleSequence sequence(1, "robot/gauge", 0, 360);
  std::vector<std::size_t> upwards;
  for (std::uint64_t i = 0; i < 100; ++i) upwards.push_back(sequence.sample(i));
  for (std::uint64_t i = 100; i-- > 0;) EXPECT_EQ(sequence.sample(i), upwards[i]);
}

TEST(SampleSequence, EverySampleIsAsLikely) {
  constexpr std::size_t kSamples = 10;
  constexpr int kRequests = 10'000;
  const SampleSequence sequence(1, "robot/gauge", 0, kSamples);
  std::vector<int> counts(kSamples);
  for (int i = 0; i < kRequests; ++i) ++counts.at(sequence.sample(static_cast<std::uint64_t>(i)));
  double chi_squared = 0;
  constexpr double kExpected = double{kRequests} / kSamples;
  for (const int count : counts)
    chi_squared += (count - kExpected) * (count - kExpected) / kExpected;
  EXPECT_LT(chi_squared, 27.9);  // 99.9 % of chi squared with 9 degrees of freedom
}

TEST(SampleSequence, InstancesWorkloadsAndSeedsDiffer) {
  const SampleSequence one(1, "robot/gauge", 0, 1'000'000);
  EXPECT_NE(one.sample(0), SampleSequence(1, "robot/gauge", 1, 1'000'000).sample(0));
  EXPECT_NE(one.sample(0), SampleSequence(1, "robot/label", 0, 1'000'000).sample(0));
  EXPECT_NE(one.sample(0), SampleSequence(2, "robot/gauge", 0, 1'000'000).sample(0));
}

}  // namespace
}  // namespace orbitmesh
