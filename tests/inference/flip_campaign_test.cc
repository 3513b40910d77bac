#include "inference/campaign/flip_campaign.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <string>

#include "core/error.h"
#include "inference/campaign/outcome_file.h"
#include "inference/profile_library.h"
#include "tests/inference/fetched_file.h"

namespace orbitmesh {
namespace {

using ::testing::HasSubstr;

const std::atomic<bool> kNever = false;

CampaignResult run(const DecisionTask& task, const CampaignOptions& options) {
  return run_campaign(
      task, options, [](std::int64_t) {}, kNever);
}

const DecisionTask& digits() {
  static const DecisionTask kTask = decision_task("digits", "", 60, ModelCache());
  return kTask;
}

/// Standard deviation of a share of decisions, from its 95 % interval.
double deviation(const ShareInterval& interval) { return (interval.high - interval.low) / 3.92; }

/// The check value of a share of decisions that one uniform flip changes, known to about as many
/// flips as are tried here.
void expect_share(const CampaignResult& result, double expected) {
  const CampaignSums sums = sum_up(result.trials, 1);
  const TrialResult& d = sums.decisions;
  const double share = static_cast<double>(d.unchecked) / static_cast<double>(d.decisions);
  EXPECT_NEAR(share, expected, 4 * std::sqrt(2.0) * deviation(sums.unchecked_share));
}

TEST(ShareInterval, WilsonsHasPublishedValues) {
  // R's prop.test(correct = FALSE).
  EXPECT_NEAR(wilson_interval(10, 300).low, 0.01821, 1e-4);
  EXPECT_NEAR(wilson_interval(10, 300).high, 0.06024, 1e-4);
  EXPECT_EQ(wilson_interval(0, 100).low, 0);
  EXPECT_NEAR(wilson_interval(0, 100).high, 0.0370, 1e-4);
  EXPECT_EQ(wilson_interval(100, 100).high, 1);
}

TEST(ShareInterval, OfClustersIsWiderThanOfIndependentTrials) {
  // 20 of 400 clusters in which every one of 50 trials hits: the mean's standard deviation is
  // that of 400 trials, not of 20,000.
  std::vector<ClusterCount> clusters(400, {0, 50});
  for (std::size_t i = 0; i < 20; ++i) clusters[i].hits = 50;
  const double expected = std::sqrt(0.05 * 0.95 / 400);
  EXPECT_NEAR(deviation(cluster_interval(clusters, 1)), expected, 0.1 * expected);
  EXPECT_GT(cluster_interval({{0, 50}, {0, 50}}, 1).high, 0.5) << "two clusters tell nothing";
}

TEST(FlipCampaign, DigitsChangeAsManyDecisionsAsTheCheckValuesSay) {
  CampaignOptions options;
  options.flips = 600;
  expect_share(run(digits(), options), 0.0116);
  options.format = WeightFormat::kFp16;
  expect_share(run(digits(), options), 0.0205);
}

TEST(FlipCampaign, Int8ChangesFarFewerDecisionsThanFp32) {
  CampaignOptions options;
  options.flips = 600;
  options.format = WeightFormat::kInt8;
  const CampaignSums sums = sum_up(run(digits(), options).trials, 1);
  EXPECT_LT(static_cast<double>(sums.decisions.critical),
            0.001 * static_cast<double>(sums.decisions.decisions));
  EXPECT_EQ(sums.due_trials, 0) << "there is no NaN in int8";
}

TEST(FlipCampaign, TheTopExponentBitDoesNearlyAllTheHarm) {
  CampaignOptions options;
  options.flips = 30;
  options.each_bit = true;
  const CampaignResult result = run(digits(), options);
  ASSERT_EQ(result.trials.size(), 960U);
  const auto harmed = [&](BitClass bits) {
    return sum_up(trials_of(result, WeightFormat::kFp32, bits), 1).decisions.critical;
  };
  EXPECT_EQ(harmed(BitClass::kFraction), 0);
  EXPECT_GT(harmed(BitClass::kTopExponent), 10 * harmed(BitClass::kExponent));
  EXPECT_EQ(sum_up(trials_of(result, WeightFormat::kFp32, BitClass::kTopExponent), 1).trials, 30);
}

TEST(FlipCampaign, GivesTheSameWhateverTheJobs) {
  CampaignOptions options;
  options.flips = 64;
  const auto trials = [&](std::int64_t jobs) {
    options.jobs = jobs;
    std::vector<std::int64_t> all;
    for (const TrialResult& t : run(digits(), options).trials) {
      all.insert(all.end(), {t.bit, t.critical, t.tolerable, t.due, t.right_after});
    }
    return all;
  };
  EXPECT_EQ(trials(1), trials(3));
  options.seed = 2;
  const auto other = trials(1);
  options.seed = 1;
  EXPECT_NE(trials(1), other);
}

TEST(FlipCampaign, AccumulatedUpsetsHarmMore) {
  CampaignOptions options;
  options.flips = 40;
  const auto share = [&](std::int64_t upsets) {
    options.upsets = upsets;
    const TrialResult sum = sum_up(run(digits(), options).trials, 1).decisions;
    return static_cast<double>(sum.right_after) / static_cast<double>(sum.decisions);
  };
  // Check values: 100 flips leave 37 % accuracy in fp32 and 98 % in int8. The standard deviation
  // of one trial's accuracy is below 0.3.
  EXPECT_NEAR(share(100), 0.37, 4 * 0.3 / std::sqrt(40.0));
  options.format = WeightFormat::kInt8;
  EXPECT_NEAR(share(100), 0.98, 4 * 0.02 / std::sqrt(40.0));
}

TEST(FlipCampaign, RangeRestrictionTakesMostOfTheHarmAway) {
  CampaignOptions options;
  options.place = FaultPlace::kActivations;
  options.flips = 6'000;
  const std::int64_t bare = sum_up(run(digits(), options).trials, 1).decisions.critical;
  options.protection = Protection::kRangeRestriction;
  const CampaignResult result = run(digits(), options);
  EXPECT_GT(bare, 40);
  EXPECT_LT(sum_up(result.trials, 1).decisions.critical, bare / 3);
  EXPECT_GT(result.guard_cost, 0);
  EXPECT_LT(result.guard_cost, 0.1);
}

TEST(FlipCampaign, ChecksumsDetectWrongWeightsAndCorrectWrongProducts) {
  CampaignOptions options;
  options.flips = 300;
  options.protection = Protection::kChecksums;
  const CampaignResult weights = run(digits(), options);
  const CampaignSums of_weights = sum_up(weights.trials, 1);
  EXPECT_EQ(of_weights.critical_trials, 0);
  EXPECT_GT(of_weights.due_trials, of_weights.unchecked_trials);
  EXPECT_EQ(of_weights.decisions.corrected, 0) << "computing again with wrong weights is no help";
  EXPECT_LT(weights.guard_cost, 0.1);
  options.place = FaultPlace::kActivations;
  options.flips = 3'000;
  EXPECT_GT(sum_up(run(digits(), options).trials, 1).decisions.corrected, 500);
}

TEST(FlipCampaign, AnInterruptedOneKeepsTheTrialsBeforeTheFirstThatIsMissing) {
  CampaignOptions options;
  options.flips = 100'000;
  options.jobs = 2;
  std::atomic<bool> interrupted = false;
  const CampaignResult result = run_campaign(
      digits(), options, [&](std::int64_t done) { interrupted = done > 0; }, interrupted);
  EXPECT_FALSE(result.complete());
  EXPECT_GT(result.trials.size(), 0U);
  EXPECT_EQ(result.asked, 100'000);
}

std::string error_of(const DecisionTask& task, const CampaignOptions& options) {
  try {
    run(task, options);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(FlipCampaign, RefusesWhatCannotBe) {
  CampaignOptions options;
  options.flips = 0;
  EXPECT_THAT(error_of(digits(), options), HasSubstr("0 flips"));
  options.flips = 10;
  options.upsets = 2;
  options.each_bit = true;
  EXPECT_THAT(error_of(digits(), options), HasSubstr("each bit"));
  options.place = FaultPlace::kActivations;
  EXPECT_THAT(error_of(digits(), options), HasSubstr("in weights alone"));
  EXPECT_THROW(decision_task("digits", "no/such/set.bin", 10, ModelCache()), InputError);
  EXPECT_THROW(decision_task("digit", "", 10, ModelCache()), InputError);
}

TEST(OutcomeFile, IsReadBackAsTheTableThatFaultsDrawFrom) {
  const std::string path = (std::filesystem::temp_directory_path() /
                            ("orbitmesh-outcomes-" + std::to_string(getpid()) + ".toml"))
                               .string();
  CampaignOptions options;
  options.flips = 8;
  options.each_bit = true;
  options.format = WeightFormat::kInt8;
  options.place = FaultPlace::kActivations;
  write_outcomes(path, digits(), options, run(digits(), options));
  options.place = FaultPlace::kWeights;
  const CampaignResult result = run(digits(), options);
  write_outcomes(path, digits(), options, result);
  options.each_bit = false;
  options.upsets = 50;
  options.flips = 3;
  write_outcomes(path, digits(), options, run(digits(), options));
  write_outcomes(path, digits(), options, run(digits(), options));
  ProfileLibrary library;
  library.add_file(path);
  std::filesystem::remove(path);
  const OutcomeTable& table = library.outcomes();
  const OutcomeSet* const set =
      table.find(FaultPlace::kWeights, WeightFormat::kInt8, Protection::kNone);
  ASSERT_NE(set, nullptr);
  EXPECT_THAT(set->source, HasSubstr("digits (sha256 "));
  const CampaignSums sums = sum_up(trials_of(result, WeightFormat::kInt8, BitClass::kInteger), 1);
  EXPECT_EQ(shares_of(*set, BitClass::kInteger).flips, 56);
  EXPECT_NEAR(
      shares_of(*set, BitClass::kInteger).tolerable,
      static_cast<double>(sums.decisions.tolerable) / static_cast<double>(sums.decisions.decisions),
      1e-6);
  ASSERT_EQ(set->accumulated.size(), 1U);
  EXPECT_EQ(set->accumulated[0].upsets, 50);
  EXPECT_NE(table.find(FaultPlace::kActivations, WeightFormat::kInt8, Protection::kNone), set);
}

/// BlazeFace with weights and pictures that are no part of the project. Few flips and pictures,
/// so that the test takes seconds; docs/validation.md has the full campaign.
TEST(FlipCampaign, BlazeFaceIsHarmedAsTheCheckValuesSay) {
  const FetchedFile model = fetched_file("blazeface-128");
  if (model.path.empty()) GTEST_SKIP() << model.missing;
  const FetchedFile data = fetched_file("lfw_subset.npy");
  if (data.path.empty()) GTEST_SKIP() << data.missing;
  const ModelCache cache(std::filesystem::path(model.path).parent_path().string());
  const DecisionTask task = decision_task("blazeface-128", data.path, 20, cache);
  CampaignOptions options;
  options.flips = 100;
  const CampaignResult result = run(task, options);
  EXPECT_GE(result.right, 19);
  // 3.3 % of 300 flips: the bound is four standard deviations of the difference.
  const CampaignSums sums = sum_up(result.trials, 1);
  const double share = static_cast<double>(sums.unchecked_trials) / 100;
  EXPECT_NEAR(share, 0.033, 4 * std::sqrt(0.033 * 0.967 * (1.0 / 100 + 1.0 / 300)));
  EXPECT_EQ(sum_up(trials_of(result, WeightFormat::kFp32, BitClass::kFraction), 1).unchecked_trials,
            0);
}

}  // namespace
}  // namespace orbitmesh
