#pragma once

#include <optional>

#include "core/time.h"
#include "inference/policy_view.h"

namespace orbitmesh {

/// Which remote nodes a workload would rather not use, whatever its policy.
struct NodeRules {
  bool avoid_saa = false;            ///< those outside RadiationZone::kQuiet
  std::optional<double> min_charge;  ///< those whose battery was below this at their last reply

  bool any() const { return avoid_saa || min_charge; }
};

/// How long a reported charge counts: a node that is left alone reports nothing newer. A tenth of
/// an orbit; engineering default.
inline constexpr Duration kReportedChargeCounts = Duration::from_s(600);

/// Whether nothing speaks against a node of which this is known.
inline bool keeps(const NodeRules& rules, RadiationZone zone,
                  const std::optional<ReportedState>& state) {
  if (rules.avoid_saa && zone != RadiationZone::kQuiet) return false;
  const bool charge_known = state && state->charge && state->age < kReportedChargeCounts;
  return !rules.min_charge || !charge_known || *state->charge >= *rules.min_charge;
}

}  // namespace orbitmesh
