#pragma once

#include <cstdint>
#include <vector>

namespace orbitmesh {

/// Trials of one slot of time and how many of them succeeded.
struct BlockCount {
  std::int64_t trials = 0;
  std::int64_t hits = 0;
};

/// A share with its lower confidence bound.
struct ShareEstimate {
  std::int64_t trials = 0;
  std::int64_t hits = 0;
  double effective = 0;  ///< independent trials that would tell as much
  double lower = 0;      ///< one-sided

  double share() const {
    return trials == 0 ? 0.0 : static_cast<double>(hits) / static_cast<double>(trials);
  }
};

/// Confidence of bounds and verdicts.
inline constexpr double kSiteConfidence = 0.95;

/// Conditions at a site are taken to last so many slots, 20 min, until misses themselves show how
/// long they do: in that time the Earth turns from one plane of a shell of 72 to the next.
inline constexpr std::int64_t kAssumedSlots = 80;
/// Separate runs of slots with misses that show it.
inline constexpr std::int64_t kRunsThatShow = 10;

/// The share of hits, and a lower bound of it by Korn and Graubard ("Confidence intervals for
/// proportions with small expected number of positive counts estimated from survey data", Survey
/// Methodology 24(2), 1998): Clopper and Pearson's bound for the effective number of trials. That
/// is the number of trials over the design effect, the variance of the mean of batches of slots
/// in units of the binomial one, for the batches of 1, 4, 20, 80 and 240 slots (15 s to an hour)
/// that show the most. It is never more than the number of slots, and with fewer than
/// kRunsThatShow runs of misses never more than the slots over kAssumedSlots. Batches of a length
/// count when there are 20 of them. `slots` are in their order in time.
ShareEstimate estimate_share(const std::vector<BlockCount>& slots,
                             double confidence = kSiteConfidence);

/// Clopper and Pearson's lower bound of a probability of which `misses` of `trials` went wrong, at
/// `confidence`; 0 without trials. Preconditions: 0 <= misses <= trials <= 1e7.
double lower_bound_of_share(std::int64_t trials, std::int64_t misses,
                            double confidence = kSiteConfidence);

/// Greatest mean rate of events, per `span`, that none seen in one `span` leaves plausible: the
/// "rule of three", -ln 0.05.
double most_events_when_none_seen(double confidence = kSiteConfidence);

}  // namespace orbitmesh
