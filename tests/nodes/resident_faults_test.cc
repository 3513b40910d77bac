#include "nodes/resident_faults.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <stdexcept>
#include <tuple>

namespace orbitmesh {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ResidentFaultsTest : public ::testing::Test {
 protected:
  const std::vector<WeightTensor> a_ = {{"a.w", 3, 32}, {"a.empty", 0, 32}, {"a.b", 2, 8}};
  const std::vector<WeightTensor> b_ = {{"b.w", 5, 16}};
  ResidentFaults faults_{{{"a", &a_}, {"b", &b_}}};
};

TEST_F(ResidentFaultsTest, EveryNumberIsABitOfItsOwn) {
  ASSERT_EQ(faults_.bits(), 3 * 32 + 2 * 8 + 5 * 16U);
  std::set<std::tuple<std::size_t, std::uint32_t, std::uint64_t, std::uint32_t>> seen;
  for (std::uint64_t n = 0; n < faults_.bits(); ++n) {
    const ResidentBit where = faults_.at(n);
    const auto& tensor = (where.content == 0 ? a_ : b_).at(where.bit.tensor);
    EXPECT_LT(where.bit.element, tensor.elements);
    EXPECT_LT(where.bit.bit, tensor.bits_per_element);
    seen.emplace(where.content, where.bit.tensor, where.bit.element, where.bit.bit);
  }
  EXPECT_EQ(seen.size(), faults_.bits());
}

TEST_F(ResidentFaultsTest, TheBitsAtRiskAreThoseOfTheModelThatTheContentStandsFor) {
  EXPECT_EQ(faults_.bits_at_risk(), faults_.bits());
  const ResidentFaults large({{"a", &a_, 8'000'000'000}, {"b", &b_}});
  EXPECT_EQ(large.bits_at_risk(), 8'000'000'000U + 5 * 16U);
  EXPECT_EQ(large.bits(), faults_.bits());
}

TEST_F(ResidentFaultsTest, TensorsAreNumberedThrough) {
  EXPECT_EQ(faults_.tensor_number(faults_.at(0)), 0);
  EXPECT_EQ(faults_.tensor_number(faults_.at(3 * 32)), 2);
  EXPECT_EQ(faults_.tensor_number(faults_.at(faults_.bits() - 1)), 3);
}

TEST_F(ResidentFaultsTest, KeepsFlipsByModelInTheOrderOfTheirAddresses) {
  for (const std::uint64_t n : {100U, 40U, 190U, 3U}) faults_.invert(faults_.at(n));
  EXPECT_THAT(faults_.flips("a"),
              ElementsAre(WeightBit{0, 0, 3}, WeightBit{0, 1, 8}, WeightBit{2, 0, 4}));
  EXPECT_THAT(faults_.flips("b"), ElementsAre(WeightBit{0, 4, 14}));
  EXPECT_THAT(faults_.flips("c"), IsEmpty());
  faults_.restore();
  EXPECT_THAT(faults_.flips("a"), IsEmpty());
  EXPECT_THAT(faults_.flips("b"), IsEmpty());
}

TEST_F(ResidentFaultsTest, InvertingTwiceRestores) {
  faults_.invert(faults_.at(7));
  faults_.invert(faults_.at(8));
  faults_.invert(faults_.at(7));
  EXPECT_THAT(faults_.flips("a"), ElementsAre(WeightBit{0, 0, 8}));
}

TEST_F(ResidentFaultsTest, RefusesOneModelTwice) {
  EXPECT_THROW(ResidentFaults({{"a", &a_}, {"a", &a_}}), std::invalid_argument);
  EXPECT_THROW(ResidentFaults({{"a", nullptr}}), std::invalid_argument);
}

}  // namespace
}  // namespace orbitmesh
