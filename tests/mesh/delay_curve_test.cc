#include "mesh/delay_curve.h"

#include <gtest/gtest.h>

#include "core/units.h"

namespace orbitmesh {
namespace {

constexpr double kMetresPerMs = kSpeedOfLight_m_s / 1e3;

TEST(DelayCurveTest, AConstantHoldsForEver) {
  const DelayCurve curve = DelayCurve::constant(Duration::from_ns(12'345));
  EXPECT_TRUE(curve.valid_at(Time{}));
  EXPECT_TRUE(curve.valid_at(Time::max() - Duration::from_ns(1)));
  EXPECT_EQ(curve.at(Time::from_ns(7'000'000'000)), Duration::from_ns(12'345));
}

TEST(DelayCurveTest, AFreshCurveIsValidNowhere) {
  EXPECT_FALSE(DelayCurve{}.valid_at(Time{}));
  EXPECT_FALSE(DelayCurve{}.valid_at(Time::from_ns(-1'000'000'000)));
}

TEST(DelayCurveTest, PassesThroughItsThreeRanges) {
  const Time begin = Time::from_ns(5'000'000'000);
  const Time end = begin + Duration::from_s(1);
  const Duration extra = Duration::from_us(250);
  const DelayCurve curve =
      DelayCurve::through(begin, end, 2 * kMetresPerMs, 3 * kMetresPerMs, 7 * kMetresPerMs, extra);
  EXPECT_EQ(curve.at(begin), Duration::from_ms(2) + extra);
  EXPECT_EQ(curve.at(begin + Duration::from_ms(500)), Duration::from_ms(3) + extra);
  EXPECT_EQ(curve.at(end), Duration::from_ms(7) + extra);
}

TEST(DelayCurveTest, IsAParabolaInBetween) {
  // 4 ms + 2 ms/s t + 1 ms/s^2 t^2.
  const DelayCurve curve =
      DelayCurve::through(Time{}, Time{} + Duration::from_s(2), 4 * kMetresPerMs, 7 * kMetresPerMs,
                          12 * kMetresPerMs, Duration{});
  for (std::int64_t ms = 0; ms <= 2000; ms += 50) {
    const double t = static_cast<double>(ms) * 1e-3;
    EXPECT_NEAR(curve.at(Time{} + Duration::from_ms(ms)).milliseconds(), 4 + 2 * t + t * t, 1e-6);
  }
}

TEST(DelayCurveTest, EndsAtItsEndOrAtAnEarlierLimit) {
  const Time end = Time{} + Duration::from_s(1);
  DelayCurve curve = DelayCurve::through(Time{}, end, 1e6, 1e6, 1e6, Duration{});
  EXPECT_TRUE(curve.valid_at(end - Duration::from_ns(1)));
  EXPECT_FALSE(curve.valid_at(end));
  curve.limit(end + Duration::from_s(1));
  EXPECT_FALSE(curve.valid_at(end));
  curve.limit(Time{} + Duration::from_ms(400));
  EXPECT_TRUE(curve.valid_at(Time{} + Duration::from_ms(399)));
  EXPECT_FALSE(curve.valid_at(Time{} + Duration::from_ms(400)));
}

}  // namespace
}  // namespace orbitmesh
