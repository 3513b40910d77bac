#include "core/math.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/rng.h"
#include "core/units.h"

namespace orbitmesh {
namespace {

constexpr int kDraws = 20'000;

// The error of `value` in units of the last place of the exact result, which long
// double gives with 11 bits to spare.
double error_in_ulp(double value, long double exact) {
  const double nearest = static_cast<double>(exact);
  const double ulp = std::nextafter(std::fabs(nearest), std::numeric_limits<double>::infinity()) -
                     std::fabs(nearest);
  return static_cast<double>(std::fabs(static_cast<long double>(value) - exact) / ulp);
}

template <class Function, class Reference>
void expect_within_an_ulp(Function function, Reference reference, double low, double high) {
  RngStream rng(1, "math", 0);
  for (int i = 0; i < kDraws; ++i) {
    const double x = low + (high - low) * rng.uniform();
    ASSERT_LE(error_in_ulp(function(x), reference(static_cast<long double>(x))), 1.0) << x;
  }
}

using L = long double;

TEST(Math, IsWithinOneUlp) {
  expect_within_an_ulp(
      math::sin, [](L x) { return std::sin(x); }, -100, 100);
  expect_within_an_ulp(
      math::cos, [](L x) { return std::cos(x); }, -100, 100);
  expect_within_an_ulp(
      math::tan, [](L x) { return std::tan(x); }, -100, 100);
  expect_within_an_ulp(
      math::asin, [](L x) { return std::asin(x); }, -1, 1);
  expect_within_an_ulp(
      math::acos, [](L x) { return std::acos(x); }, -1, 1);
  expect_within_an_ulp(
      math::atan, [](L x) { return std::atan(x); }, -100, 100);
  expect_within_an_ulp(
      math::exp, [](L x) { return std::exp(x); }, -700, 700);
  expect_within_an_ulp(
      math::log, [](L x) { return std::log(x); }, 1e-9, 1e9);
  expect_within_an_ulp(
      math::cbrt, [](L x) { return std::cbrt(x); }, -1e9, 1e9);
}

TEST(Math, FunctionsOfTwoArgumentsAreWithinOneUlp) {
  RngStream rng(1, "math2", 0);
  for (int i = 0; i < kDraws; ++i) {
    const double x = rng.uniform() * 100;
    const double y = rng.uniform() * 40 - 20;
    ASSERT_LE(error_in_ulp(math::pow(x, y), std::pow(L{x}, L{y})), 1.0) << x << " " << y;
    ASSERT_LE(error_in_ulp(math::atan2(y, x - 50), std::atan2(L{y}, L{x} - 50)), 1.0);
  }
}

TEST(Math, SinCosGivesTheSameAsItsParts) {
  RngStream rng(1, "sincos", 0);
  for (int i = 0; i < kDraws; ++i) {
    const double x = (rng.uniform() - 0.5) * 1e3;
    const math::SinCos both = math::sincos(x);
    ASSERT_LE(error_in_ulp(both.sin, std::sin(L{x})), 1.0);
    ASSERT_LE(error_in_ulp(both.cos, std::cos(L{x})), 1.0);
  }
}

TEST(Math, SpecialValues) {
  EXPECT_EQ(math::sin(0.0), 0.0);
  EXPECT_EQ(math::cos(0.0), 1.0);
  EXPECT_EQ(math::exp(0.0), 1.0);
  EXPECT_EQ(math::log(1.0), 0.0);
  EXPECT_EQ(math::cbrt(27.0), 3.0);
  EXPECT_EQ(math::atan2(0.0, -1.0), kPi);
  EXPECT_EQ(math::acos(-1.0), kPi);
  EXPECT_TRUE(std::isnan(math::asin(1.5)));
  EXPECT_TRUE(std::isnan(math::log(-1.0)));
  EXPECT_EQ(math::exp(1000.0), std::numeric_limits<double>::infinity());
  EXPECT_EQ(math::exp(-1000.0), 0.0);
}

// The bits themselves, so that a changed library cannot go unnoticed.
TEST(Math, BitsAreFrozen) {
  EXPECT_EQ(math::sin(1.0), 0x1.aed548f090ceep-1);
  EXPECT_EQ(math::exp(1.0), 0x1.5bf0a8b14576ap+1);
  EXPECT_EQ(math::log(10.0), 0x1.26bb1bbb55516p+1);
}

}  // namespace
}  // namespace orbitmesh
