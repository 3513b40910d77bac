#include "scenarios/site/share_estimate.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/math.h"
#include "scenarios/student_t.h"

namespace orbitmesh {
namespace {

constexpr std::array<std::size_t, 4> kBatchLengths = {1, 4, 20, 80};
constexpr std::int64_t kFewestBatches = 30;
constexpr double kNormalQuantile = 1.6448536269514722;  // of kSiteConfidence

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
      kNormalQuantile / student_t_quantile(kSiteConfidence, static_cast<std::int64_t>(count) - 1);
  return p * (1 - p) / variance * t_ratio * t_ratio;
}

}  // namespace

double lower_bound_of_share(std::int64_t trials, std::int64_t misses) {
  if (trials == 0 || misses >= trials) return 0;
  const BinomialTail at_most(trials, misses);
  double low = 0;
  double high = 1;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (at_most(middle) > 1 - kSiteConfidence ? low : high) = middle;
  }
  return 1 - high;
}

double most_events_when_none_seen() { return -math::log(1 - kSiteConfidence); }

ShareEstimate estimate_share(const std::vector<BlockCount>& slots) {
  ShareEstimate estimate;
  for (const BlockCount& slot : slots) {
    estimate.trials += slot.trials;
    estimate.hits += slot.hits;
  }
  const auto used = static_cast<std::int64_t>(batches_of(slots, 1).size());
  if (used == 0) return estimate;
  const bool unanimous = estimate.hits == 0 || estimate.hits == estimate.trials;
  estimate.effective = static_cast<double>(std::min(used, estimate.trials));
  for (const std::size_t length : kBatchLengths) {
    const std::vector<BlockCount> batches = batches_of(slots, length);
    const auto count = static_cast<std::int64_t>(batches.size());
    // A single slot's variance is that of few trials; it counts however few slots there are.
    if (unanimous || count < 2 || (length > 1 && count < kFewestBatches)) continue;
    estimate.effective = std::min(estimate.effective, effective_trials(batches, estimate));
  }
  const auto trials = static_cast<std::int64_t>(std::floor(estimate.effective));
  const auto misses =
      static_cast<std::int64_t>(std::ceil((1 - estimate.share()) * static_cast<double>(trials)));
  estimate.lower = lower_bound_of_share(trials, std::min(misses, trials));
  return estimate;
}

}  // namespace orbitmesh
