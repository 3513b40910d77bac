#include "nodes/arrival_process.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <vector>

#include "core/error.h"

namespace orbitmesh {
namespace {

ArrivalModel periodic(double rate_hz, Duration jitter = Duration()) {
  ArrivalModel model;
  model.rate = Frequency{rate_hz};
  model.jitter = jitter;
  return model;
}

ArrivalModel poisson(double rate_hz) {
  ArrivalModel model;
  model.kind = ArrivalKind::kServer;
  model.rate = Frequency{rate_hz};
  return model;
}

std::vector<Time> take(ArrivalProcess process, int n) {
  std::vector<Time> times;
  for (int i = 0; i < n; ++i) times.push_back(process.next().value());
  return times;
}

TEST(PeriodicArrivals, KeepTheirRateExactlyOverALongTime) {
  const auto times = take({periodic(2.0), 1, "robot/gauge", 0}, 1'000'000);
  EXPECT_LT(times[0], Time::from_ns(500'000'000));
  for (std::size_t k = 0; k < times.size(); k += 1000) {
    ASSERT_EQ(times[k] - times[0], Duration::from_ms(500) * static_cast<std::int64_t>(k));
  }
  EXPECT_EQ(times.back() - times[0], Duration::from_ms(500) * 999'999);
}

TEST(PeriodicArrivals, DoNotDriftWhenThePeriodIsNoWholeNumberOfNanoseconds) {
  const auto times = take({periodic(3.0), 1, "robot/gauge", 0}, 900'001);
  EXPECT_EQ(times.back() - times[0], Duration::from_s(300'000));
}

TEST(PeriodicArrivals, AreLateByUpToTheJitterNeverEarly) {
  const Duration jitter = Duration::from_ms(20);
  const auto exact = take({periodic(10.0), 1, "robot/gauge", 0}, 10'000);
  const auto late = take({periodic(10.0, jitter), 1, "robot/gauge", 0}, 10'000);
  double sum_ms = 0;
  for (std::size_t k = 0; k < exact.size(); ++k) {
    const Duration by = late[k] - exact[k];
    ASSERT_GE(by, Duration());
    ASSERT_LT(by, jitter);
    sum_ms += by.milliseconds();
  }
  // Mean of 10,000 uniform draws: standard error 20 / sqrt(12 x 10,000) = 0.058 ms.
  EXPECT_NEAR(sum_ms / 10'000, 10.0, 0.25);
}

TEST(PeriodicArrivals, StayInOrderWithAJitterOfAWholePeriod) {
  const auto times = take({periodic(10.0, Duration::from_ms(100)), 1, "robot/gauge", 0}, 10'000);
  for (std::size_t k = 1; k < times.size(); ++k) ASSERT_GE(times[k], times[k - 1]);
}

TEST(PeriodicArrivals, OfInstancesAreOutOfStep) {
  std::set<std::int64_t> phases_ms;
  for (std::uint64_t instance = 0; instance < 100; ++instance) {
    const Time first = ArrivalProcess(periodic(1.0), 1, "robot/gauge", instance).next().value();
    phases_ms.insert(first.ns() / 100'000'000);
  }
  EXPECT_EQ(phases_ms.size(), 10U) << "100 uniform phases leave none of ten bins empty";
}

TEST(PoissonArrivals, HaveExponentialGaps) {
  constexpr int kGaps = 200'000;
  const auto times = take({poisson(10.0), 1, "robot/plan", 0}, kGaps);
  double sum = times[0].seconds();
  double squares = sum * sum;
  for (int i = 1; i < kGaps; ++i) {
    const double gap = (times[i] - times[i - 1]).seconds();
    sum += gap;
    squares += gap * gap;
  }
  const double mean = sum / kGaps;
  const double variance = squares / kGaps - mean * mean;
  // Four standard errors: 1 / sqrt(n) of the mean, sqrt(8 / n) of the variance.
  EXPECT_NEAR(mean, 0.1, 0.1 * 4 / std::sqrt(kGaps));
  EXPECT_NEAR(variance, 0.01, 0.01 * 4 * std::sqrt(8.0 / kGaps));
}

TEST(PoissonArrivals, HaveCountsWithVarianceEqualToTheirMean) {
  const auto times = take({poisson(10.0), 1, "robot/plan", 0}, 200'000);
  std::vector<double> counts(15'000, 0.0);
  for (const Time t : times) {
    const auto second = static_cast<std::size_t>(t.ns() / 1'000'000'000);
    if (second < counts.size()) counts[second] += 1;
  }
  double sum = 0;
  double squares = 0;
  for (const double c : counts) {
    sum += c;
    squares += c * c;
  }
  const double mean = sum / 15'000;
  // Standard error of the index of dispersion: sqrt(2 / n) = 0.012.
  EXPECT_NEAR((squares / 15'000 - mean * mean) / mean, 1.0, 0.05);
}

TEST(ClosedLoopArrivals, ASingleStreamIssuesTheNextWhenTheOneBeforeHasEnded) {
  ArrivalModel model;
  model.kind = ArrivalKind::kSingleStream;
  ArrivalProcess process(model, 1, "robot/gauge", 0);
  EXPECT_EQ(process.next(), Time());
  EXPECT_EQ(process.next(), std::nullopt) << "nothing has ended";
  EXPECT_TRUE(process.on_ended(Time::from_ns(70)));
  EXPECT_EQ(process.next(), Time::from_ns(70));
  EXPECT_EQ(process.next(), std::nullopt);
}

TEST(ClosedLoopArrivals, AMultiStreamWaitsForAllOfItsSamplesAndTheLatestOfThem) {
  ArrivalModel model;
  model.kind = ArrivalKind::kMultiStream;
  model.samples = 3;
  ArrivalProcess process(model, 1, "robot/gauge", 0);
  EXPECT_EQ(process.next(), Time());
  EXPECT_FALSE(process.on_ended(Time::from_ns(90))) << "one may end before the others are issued";
  EXPECT_EQ(process.next(), Time());
  EXPECT_EQ(process.next(), Time());
  EXPECT_EQ(process.next(), std::nullopt);
  EXPECT_FALSE(process.on_ended(Time::from_ns(50)));
  EXPECT_TRUE(process.on_ended(Time::from_ns(60)));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(process.next(), Time::from_ns(90));
  EXPECT_EQ(process.next(), std::nullopt);
}

TEST(OfflineArrivals, AreAllAtTheBeginning) {
  ArrivalModel model;
  model.kind = ArrivalKind::kOffline;
  model.samples = 1000;
  ArrivalProcess process(model, 1, "robot/gauge", 0);
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(process.next(), Time());
  EXPECT_EQ(process.next(), std::nullopt);
  EXPECT_FALSE(process.on_ended(Time::from_ns(1))) << "answers bring no more";
}

TEST(TraceArrivals, AreExactlyThoseOfTheTrace) {
  const std::vector<Duration> trace = {Duration(), Duration::from_ns(1), Duration::from_ns(1),
                                       Duration::from_ns(1'234'567'890'123'456'789)};
  ArrivalModel model;
  model.kind = ArrivalKind::kTrace;
  model.trace = std::make_shared<const std::vector<Duration>>(trace);
  ArrivalProcess process(model, 1, "robot/gauge", 3);
  for (const Duration at : trace) EXPECT_EQ(process.next(), Time() + at);
  EXPECT_EQ(process.next(), std::nullopt);
}

TEST(ArrivalProcess, DependsOnSeedNameAndInstanceAlone) {
  const auto reference = take({poisson(5.0), 7, "robot/plan", 2}, 100);
  EXPECT_EQ(take({poisson(5.0), 7, "robot/plan", 2}, 100), reference);
  EXPECT_NE(take({poisson(5.0), 8, "robot/plan", 2}, 100), reference);
  EXPECT_NE(take({poisson(5.0), 7, "robot/gauge", 2}, 100), reference);
  EXPECT_NE(take({poisson(5.0), 7, "robot/plan", 3}, 100), reference);
}

TEST(ArrivalProcess, RefusesWhatMakesNoSense) {
  EXPECT_THROW(ArrivalProcess(periodic(0.0), 1, "a", 0), InputError);
  EXPECT_THROW(ArrivalProcess(periodic(-1.0), 1, "a", 0), InputError);
  EXPECT_THROW(ArrivalProcess(periodic(10.0, Duration::from_ms(101)), 1, "a", 0), InputError);
  EXPECT_THROW(ArrivalProcess(periodic(10.0, -Duration::from_ms(1)), 1, "a", 0), InputError);
  ArrivalModel bare;
  EXPECT_THROW(ArrivalProcess(bare, 1, "a", 0), InputError) << "no rate";
  for (const ArrivalKind kind : {ArrivalKind::kMultiStream, ArrivalKind::kOffline}) {
    bare.kind = kind;
    EXPECT_THROW(ArrivalProcess(bare, 1, "a", 0), InputError) << "no samples";
  }
  bare.kind = ArrivalKind::kTrace;
  EXPECT_THROW(ArrivalProcess(bare, 1, "a", 0), InputError) << "no trace";
  ArrivalModel jittered = poisson(10.0);
  jittered.jitter = Duration::from_ms(1);
  EXPECT_THROW(ArrivalProcess(jittered, 1, "a", 0), InputError);
}

}  // namespace
}  // namespace orbitmesh
