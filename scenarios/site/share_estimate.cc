#include "scenarios/site/share_estimate.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/math.h"
#include "scenarios/student_t.h"

namespace orbitmesh {
namespace {

constexpr std::array<std::size_t, 5> kBatchLengths = {1, 4, 20, 80, 240};
constexpr std::int64_t kFewestBatches = 20;
constexpr double kNormalQuantile = 1.6448536269514722;  // of 95 %

/// Probability of at most `misses` of `trials`, as a function of the probability of one.
class BinomialTail {
 public:
  BinomialTail(std::int64_t trials, std::int64_t misses) : trials_(trials) {
    double sum = 0;
    log_ways_.push_back(0);
    for (std::int64_t k = 1; k <= misses; ++k) {
      sum += math::log(static_cast<double>(trials - k + 1) / static_cast<double>(k));
      log_ways_.push_back(sum);
    }
  }

  double operator()(double p) const {
    const double log_p = math::log(p);
    const double log_q = math::log(1 - p);
    double sum = 0;
    for (std::size_t k = 0; k < log_ways_.size(); ++k) {
      const double misses = static_cast<double>(k);
      sum += math::exp(log_ways_[k] + misses * log_p +
                       (static_cast<double>(trials_) - misses) * log_q);
    }
    return sum;
  }

 private:
  std::int64_t trials_;
  std::vector<double> log_ways_;  // of drawing k of the trials
};

std::vector<BlockCount> batches_of(const std::vector<BlockCount>& slots, std::size_t length) {
  std::vector<BlockCount> batches;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (i % length == 0) batches.emplace_back();
    batches.back().trials += slots[i].trials;
    batches.back().hits += slots[i].hits;
  }
  batches.erase(std::remove_if(batches.begin(), batches.end(),
                               [](const BlockCount& b) { return b.trials == 0; }),
                batches.end());
  return batches;
}

/// Effective number of trials as batches show it, with Korn and Graubard's correction for the
/// few degrees of freedom of their variance.
double effective_trials(const std::vector<BlockCount>& batches, const ShareEstimate& estimate) {
  const double p = estimate.share();
  const double n = static_cast<double>(estimate.trials);
  const double count = static_cast<double>(batches.size());
  double squares = 0;
  for (const BlockCount& batch : batches) {
    const double off = static_cast<double>(batch.hits) - p * static_cast<double>(batch.trials);
    squares += off * off;
  }
  const double variance = count / (count - 1) * squares / (n * n);
  const double t_ratio =
      kNormalQuantile / student_t_quantile(0.95, static_cast<std::int64_t>(count) - 1);
  return p * (1 - p) / variance * t_ratio * t_ratio;
}

/// Runs of slots with misses, slots without trials passed over.
std::int64_t runs_of_misses(const std::vector<BlockCount>& slots) {
  std::int64_t runs = 0;
  bool missing = false;
  for (const BlockCount& slot : slots) {
    if (slot.trials == 0) continue;
    const bool missed = slot.hits < slot.trials;
    if (missed && !missing) ++runs;
    missing = missed;
  }
  return runs;
}

double effective_trials_of(const std::vector<BlockCount>& slots, const ShareEstimate& estimate) {
  const auto used = static_cast<std::int64_t>(batches_of(slots, 1).size());
  double effective = static_cast<double>(used);
  if (runs_of_misses(slots) < kRunsThatShow) {
    effective = std::ceil(static_cast<double>(slots.size()) / static_cast<double>(kAssumedSlots));
  }
  if (estimate.hits == 0 || estimate.hits == estimate.trials) return effective;
  for (const std::size_t length : kBatchLengths) {
    const std::vector<BlockCount> batches = batches_of(slots, length);
    const auto count = static_cast<std::int64_t>(batches.size());
    if (count < 2 || (length > 1 && count < kFewestBatches)) continue;
    effective = std::min(effective, effective_trials(batches, estimate));
  }
  return effective;
}

}  // namespace

double lower_bound_of_share(std::int64_t trials, std::int64_t misses, double confidence) {
  if (trials == 0 || misses >= trials) return 0;
  const BinomialTail at_most(trials, misses);
  double low = 0;
  double high = 1;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (at_most(middle) > 1 - confidence ? low : high) = middle;
  }
  return 1 - high;
}

double most_events_when_none_seen(double confidence) { return -math::log(1 - confidence); }

ShareEstimate estimate_share(const std::vector<BlockCount>& slots, double confidence) {
  ShareEstimate estimate;
  for (const BlockCount& slot : slots) {
    estimate.trials += slot.trials;
    estimate.hits += slot.hits;
  }
  if (estimate.trials == 0) return estimate;
  estimate.effective =
      std::min(effective_trials_of(slots, estimate), static_cast<double>(estimate.trials));
  const auto trials = static_cast<std::int64_t>(std::floor(estimate.effective));
  // As many misses in proportion, rounded up.
  const std::int64_t missed = estimate.trials - estimate.hits;
  const std::int64_t misses = (missed * trials + estimate.trials - 1) / estimate.trials;
  estimate.lower = lower_bound_of_share(trials, misses, confidence);
  return estimate;
}

}  // namespace orbitmesh
