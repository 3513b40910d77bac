#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

#include "inference/campaign/decision_task.h"
#include "inference/campaign/share_interval.h"
#include "inference/fault_outcome.h"
#include "inference/weight_format.h"

namespace orbitmesh {

/// Bounds what the results of a campaign take in memory.
inline constexpr std::int64_t kMostFlips = 300'000;

/// Which flips a campaign tries.
struct CampaignOptions {
  FaultPlace place = FaultPlace::kWeights;
  WeightFormat format = WeightFormat::kFp32;
  Protection protection = Protection::kNone;
  std::int64_t flips = 300;  ///< trials, 1 to kMostFlips; with each_bit for every bit position
  bool each_bit = false;     ///< else bits are uniform
  std::int64_t upsets = 1;   ///< flips at once in a trial, 1 to 1,000,000; of weights
  std::uint64_t seed = 1;
  std::int64_t jobs = 1;  ///< threads, 1 to 256
};

/// What one trial did to its decisions: of a flip of weights one for each input, of a flip of
/// activations one.
struct TrialResult {
  std::uint32_t bit = 0;  ///< of the first flip
  std::int64_t decisions = 0;
  std::int64_t tolerable = 0;
  std::int64_t critical = 0;   ///< another decision
  std::int64_t due = 0;        ///< NaN, infinity, or a check that failed for good
  std::int64_t unchecked = 0;  ///< another decision, if nobody looks for NaN and failed checks
  std::int64_t right_before = 0;
  std::int64_t right_after = 0;  ///< likewise if nobody looks
  std::int64_t corrected = 0;    ///< decisions in which a check failed and computing again helped
};

struct CampaignResult {
  std::vector<TrialResult> trials;  ///< the first ones, when it was interrupted
  std::int64_t asked = 0;           ///< trials that were asked for
  std::int64_t inputs = 0;
  std::int64_t right = 0;  ///< of the inputs, by the intact model; with labels
  /// Multiply-adds that the protection takes, as a share of those of the model.
  double guard_cost = 0;

  bool complete() const { return static_cast<std::int64_t>(trials.size()) == asked; }
};

/// Sums over the trials of a campaign, or over those of some bits.
struct CampaignSums {
  std::int64_t trials = 0;
  std::int64_t critical_trials = 0;   ///< with at least one decision changed
  std::int64_t due_trials = 0;        ///< with at least one detected
  std::int64_t unchecked_trials = 0;  ///< with at least one changed, if nobody looks for NaN
  std::int64_t harmed_trials = 0;     ///< with at least one changed or detected
  TrialResult decisions;
  ShareInterval critical_share;   ///< of decisions, by clusters
  ShareInterval unchecked_share;  ///< likewise
};
CampaignSums sum_up(const std::vector<TrialResult>& trials, std::uint64_t seed);
/// The trials whose first flip was of that class.
std::vector<TrialResult> trials_of(const CampaignResult& result, WeightFormat format,
                                   BitClass bits);

/// Number of trials of a campaign.
std::int64_t campaign_trials(const CampaignOptions& options);

/// Flips bits, decides, and compares with the intact model. Trial i depends on the seed and i
/// alone, so that the number of jobs changes no byte. `progress` is called from this thread with
/// the trials done; when `interrupted` turns true the trials before the first one that is missing
/// are returned. Throws InputError for options out of range, a format that no weight is held in,
/// and several upsets of activations or of each bit.
CampaignResult run_campaign(const DecisionTask& task, const CampaignOptions& options,
                            const std::function<void(std::int64_t)>& progress,
                            const std::atomic<bool>& interrupted);

}  // namespace orbitmesh
