#include "scenarios/expectations.h"

#include <gmock/gmock.h>

#include <limits>

#include "core/error.h"

namespace orbitmesh {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Property;
using ::testing::StartsWith;
using ::testing::Throws;

const std::vector<Metric> kMetrics = {
    {"client.a.b.deadline_met", "1", 0.95, ""},
    {"client.a.b.latency_p99_ms", "ms", {}, "not supported by N: 3 effective samples"},
    {"network.drops", "1", 0.0, ""},
};

ExpectSection expect(std::string metric, std::optional<double> min, std::optional<double> max) {
  ExpectSection section{std::move(metric), min, max, {}};
  section.where.set_section({"s.toml", 12, 3});
  return section;
}

bool passes(std::optional<double> min, std::optional<double> max) {
  return evaluate({expect("client.a.b.deadline_met", min, max)}, kMetrics)[0].passed;
}

TEST(Expectations, BoundsAreIncluded) {
  EXPECT_TRUE(passes(0.95, {}));
  EXPECT_TRUE(passes({}, 0.95));
  EXPECT_TRUE(passes(0.95, 0.95));
  EXPECT_FALSE(passes(0.951, {}));
  EXPECT_FALSE(passes({}, 0.949));
}

TEST(Expectations, FailureSaysWhichBound) {
  const auto results =
      evaluate({expect("client.a.b.deadline_met", 0.96, {}),
                expect("client.a.b.deadline_met", {}, 0.9), expect("network.drops", {}, 0.0)},
               kMetrics);
  EXPECT_EQ(results[0].reason, "below min 0.96");
  EXPECT_EQ(results[1].reason, "above max 0.9");
  EXPECT_TRUE(results[2].passed);
  EXPECT_EQ(results[2].reason, "");
  EXPECT_FALSE(all_passed(results));
  EXPECT_TRUE(all_passed({results[2]}));
}

TEST(Expectations, MetricWithoutAValueFailsWithItsReason) {
  const auto results = evaluate({expect("client.a.b.latency_p99_ms", {}, 1e9)}, kMetrics);
  EXPECT_FALSE(results[0].passed);
  EXPECT_EQ(results[0].reason, "not supported by N: 3 effective samples");
}

TEST(Expectations, UnknownMetricNamesThePlaceAndTheNearest) {
  EXPECT_THAT([] { evaluate({expect("client.a.b.deadline_meet", 1.0, {})}, kMetrics); },
              Throws<InputError>(Property(
                  &InputError::what,
                  AllOf(StartsWith("s.toml:12:3: unknown metric 'client.a.b.deadline_meet'"),
                        HasSubstr("did you mean 'client.a.b.deadline_met'?")))));
}

TEST(Expectations, UnknownMetricOfAWorkloadListsTheMetricsItHas) {
  EXPECT_THAT([] { evaluate({expect("client.a.b.p95", 1.0, {})}, kMetrics); },
              Throws<InputError>(Property(
                  &InputError::what, HasSubstr("'client.a.b' has deadline_met, latency_p99_ms"))));
  EXPECT_THAT([] { evaluate({expect("client.a.walking.deadline_met", 1.0, {})}, kMetrics); },
              Throws<InputError>(Property(&InputError::what, HasSubstr("'client.a' has b"))));
  EXPECT_THROW(evaluate({expect(".", 1.0, {})}, kMetrics), InputError);
  EXPECT_THROW(evaluate({expect("", 1.0, {})}, kMetrics), InputError);
}

TEST(Expectations, MetricFarFromAllListsThem) {
  EXPECT_THAT([] { evaluate({expect("x", 1.0, {})}, kMetrics); },
              Throws<InputError>(Property(&InputError::what, HasSubstr("network.drops"))));
}

TEST(Expectations, BoundsMustExistBeFiniteAndNotCross) {
  const double infinite = std::numeric_limits<double>::infinity();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(passes({}, {}), InputError);
  EXPECT_THROW(passes(1.0, 0.5), InputError);
  EXPECT_THROW(passes(infinite, {}), InputError);
  EXPECT_THROW(passes({}, nan), InputError);
}

}  // namespace
}  // namespace orbitmesh
