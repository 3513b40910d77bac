#pragma once

#include <cstdint>
#include <vector>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"

namespace orbitmesh {

/// What a workload is to keep: so many of its requests within their deadline.
struct LatencyTarget {
  double percentile = 0.99;
  Duration block = Duration::from_s(15);
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field(
        "percentile", percentile,
        Spec<double>("share of requests to be answered within the deadline").min(0.5).max(0.999));
    v.field("block", block,
            Spec<Duration>("span whose requests share conditions and count as one observation; "
                           "whole slots of the access scheduler are multiples of 15 s")
                .min(Duration::from_ms(1))
                .max(Duration::from_s(86'400)));
  }
};

/// Probability that at most `over` of `n` independent trials, each over with probability
/// `p_over`, are: the binomial distribution function, which is the regularised incomplete
/// beta function I_{1-p_over}(n - over, over + 1). Relative error below 1e-9 where it is below
/// 1/2; 1 where over >= n p_over, which is no tail. Preconditions: 0 <= over, 0 < n,
/// 0 < p_over < 1.
double probability_of_at_most(std::int64_t over, std::int64_t n, double p_over);

/// Least number of trials of which `over` may be over and the share of those that are not is
/// `percentile` at least, at 99 % confidence: the smallest n with
/// probability_of_at_most(over, n, 1 - percentile) <= 1 %. The early-stopping rule of MLPerf
/// Inference (its load generator's h + t, with tolerance 0): 64 for over = 1 at 0.9, 662 at
/// 0.99.
std::int64_t trials_needed(std::int64_t over, double percentile);

/// A request whose fate is known.
struct DecidedRequest {
  std::uint32_t client = 0;  ///< instance; those of one instance and instant are one query
  Time issued;
  bool in_time = false;
};

/// Whether a target is kept.
struct TargetVerdict {
  std::int64_t blocks = 0;  ///< with a query
  std::int64_t over = 0;    ///< blocks' worth of missed queries, rounded up
  std::int64_t needed = 0;  ///< trials_needed() for so many over
  bool valid() const { return blocks >= needed; }
};

/// Applies the rule to blocks in place of requests, since requests of one block share satellite
/// and weather and are no independent trials. A query is missed when one of its requests is; a
/// block counts over by the share of its queries that were missed. `edge` is where some block
/// begins.
TargetVerdict judge(std::vector<DecidedRequest> requests, const LatencyTarget& target,
                    Duration edge);

}  // namespace orbitmesh
