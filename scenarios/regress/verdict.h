#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/regress/baseline.h"
#include "scenarios/replicate_estimate.h"

namespace orbitmesh {

/// A metric as it came out now.
struct MeasuredMetric {
  std::string name;
  std::string unit;
  std::optional<ReplicateEstimate> value;  ///< empty when a replication has none
  std::string reason;                      ///< why there is no value
};

/// What comparing one metric with its baseline gave.
struct Verdict {
  enum class Kind {
    kUnchanged,  ///< within the tolerance
    kChanged,    ///< beyond it, in a direction that fails
    kBetter,     ///< beyond it, in the other direction
    kGone,       ///< the baseline has it, the runs have no value
    kNew,        ///< the runs have it, the baseline does not
  };
  Kind kind = Kind::kUnchanged;
  std::string metric;
  std::string unit;
  std::optional<double> baseline;
  std::optional<double> value;
  double tolerance = 0;                   ///< in the metric's unit
  std::optional<double> half_width = {};  ///< of the mean's 95 % interval, of replications
  std::string reason;

  bool failed() const { return kind == Kind::kChanged || kind == Kind::kGone; }
};

/// "unchanged", "changed", "better", "gone", "new".
std::string_view to_string(Verdict::Kind kind);

/// One verdict for each metric of the baseline, in its order, then one for each that is new.
/// A metric has moved when its difference from the baseline exceeds the tolerance by more
/// than half the width of its mean's interval, so that what replications cannot tell apart
/// does not fail.
std::vector<Verdict> judge(const Baseline& baseline, const std::vector<MeasuredMetric>& measured);

}  // namespace orbitmesh
