#include "scenarios/site/miss_runs.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/rng.h"

namespace orbitmesh {
namespace {

constexpr Duration kDeadline = Duration::from_ms(300);

/// One request a second: 'y' in time, 'l' late, 'n' never answered.
std::vector<ProbeResult> results_of(const std::string& pattern) {
  std::vector<ProbeResult> results;
  for (const char c : pattern) {
    ProbeResult result;
    result.issued = Time{} + Duration::from_s(static_cast<std::int64_t>(results.size()));
    if (c == 'y') result.latency = Duration::from_ms(100);
    if (c == 'l') result.latency = Duration::from_ms(500);
    results.push_back(result);
  }
  return results;
}

std::string random_pattern(RngStream& stream) {
  std::string pattern;
  const auto length = stream.below(60);
  for (std::uint64_t i = 0; i < length; ++i) pattern += "yyynl"[stream.below(5)];
  return pattern;
}

TEST(MissRuns, LastFromTheAnswerBeforeToTheAnswerAfter) {
  const auto runs = miss_runs(results_of("ynlyynn"), kDeadline, Time{} + Duration::from_s(9));
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_EQ(runs[0].misses, 2);
  EXPECT_EQ(runs[0].length, Duration::from_s(3)) << "answers at 0.1 s and 3.1 s";
  EXPECT_FALSE(runs[0].open);
  EXPECT_EQ(runs[1].misses, 2);
  EXPECT_EQ(runs[1].length, Duration::from_ms(4900)) << "to the end of the observation";
  EXPECT_TRUE(runs[1].open);
}

TEST(MissRuns, ThatReachToTheBeginningAreOpen) {
  const auto runs = miss_runs(results_of("nny"), kDeadline, Time{} + Duration::from_s(3));
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_TRUE(runs[0].open);
  EXPECT_EQ(runs[0].length, Duration::from_ms(2100));
  EXPECT_EQ(miss_runs(results_of("nn"), kDeadline, Time{} + Duration::from_s(9))[0].length,
            Duration::from_s(9));
}

TEST(MissRuns, AnAnswerAtTheDeadlineIsInTime) {
  std::vector<ProbeResult> results = results_of("y");
  results[0].latency = kDeadline;
  EXPECT_TRUE(miss_runs(results, kDeadline, Time{}).empty());
  *results[0].latency += Duration::from_ns(1);
  EXPECT_EQ(miss_runs(results, kDeadline, Time{}).size(), 1U);
}

TEST(MissRuns, HoldEveryMissOnce) {
  RngStream stream(1, "miss runs", 0);
  for (int i = 0; i < 200; ++i) {
    const std::string pattern = random_pattern(stream);
    std::int64_t misses = 0;
    for (const MissRun& run : miss_runs(results_of(pattern), kDeadline, Time{})) {
      misses += run.misses;
    }
    EXPECT_EQ(misses,
              std::count_if(pattern.begin(), pattern.end(), [](char c) { return c != 'y'; }));
  }
}

TEST(WindowFigures, AgreeWithCountingEveryWindow) {
  RngStream stream(1, "windows", 0);
  for (int i = 0; i < 300; ++i) {
    const std::string pattern = random_pattern(stream);
    const auto k = static_cast<std::int64_t>(1 + stream.below(12));
    const auto m = static_cast<std::int64_t>(1 + stream.below(static_cast<std::uint64_t>(k)));
    WindowFigures expected;
    expected.least = k;
    for (std::size_t begin = 0; begin + static_cast<std::size_t>(k) <= pattern.size(); ++begin) {
      const std::string window = pattern.substr(begin, static_cast<std::size_t>(k));
      const std::int64_t met = std::count(window.begin(), window.end(), 'y');
      ++expected.windows;
      expected.least = std::min(expected.least, met);
      if (met < m) ++expected.failed;
    }
    if (expected.windows == 0) expected.least = 0;
    const WindowFigures figures = window_figures(results_of(pattern), kDeadline, m, k);
    EXPECT_EQ(figures.windows, expected.windows) << pattern << ' ' << m << ' ' << k;
    EXPECT_EQ(figures.least, expected.least) << pattern << ' ' << m << ' ' << k;
    EXPECT_EQ(figures.failed, expected.failed) << pattern << ' ' << m << ' ' << k;
  }
}

TEST(PeakAges, CountFromTheIssueOfTheAnswerBefore) {
  // Answers of the requests of seconds 0, 1 (late) and 4.
  const std::vector<Duration> ages = peak_ages(results_of("ylnny"));
  ASSERT_EQ(ages.size(), 2U);
  EXPECT_EQ(ages[0], Duration::from_ms(1500));
  EXPECT_EQ(ages[1], Duration::from_ms(3100));
}

TEST(PeakAges, AnAnswerThatWasOvertakenBringsNothingNew) {
  std::vector<ProbeResult> results = results_of("yyy");
  results[0].latency = Duration::from_ms(1500);  // after the second one's
  const std::vector<Duration> ages = peak_ages(results);
  ASSERT_EQ(ages.size(), 1U);
  EXPECT_EQ(ages[0], Duration::from_ms(1100));
}

TEST(PeakAges, NeedTwoAnswers) { EXPECT_TRUE(peak_ages(results_of("nyn")).empty()); }

}  // namespace
}  // namespace orbitmesh
