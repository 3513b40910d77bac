#include "inference/oracle_policy.h"

#include <algorithm>
#include <stdexcept>

#include "inference/latency_estimate.h"
#include "inference/ranked_places.h"

namespace orbitmesh {

OraclePolicy::OraclePolicy(const ClairvoyantView* clairvoyant) : clairvoyant_(clairvoyant) {
  if (clairvoyant_ == nullptr) throw std::invalid_argument("an oracle without a clairvoyant view");
}

Placement OraclePolicy::place(const PolicyView& view) {
  PolicyView known = view;
  known.candidates.clear();
  PolicyView outward = view;
  outward.reply = Bytes{};
  for (Candidate candidate : view.candidates) {
    const std::optional<NodeOutlook> outlook = clairvoyant_->outlook(candidate.node);
    if (!outlook || !candidate.path_delay) continue;
    candidate.reported_wait.reset();
    const Duration there =
        *estimated_latency(outward, candidate) - candidate.service - *candidate.path_delay;
    candidate.reported_wait =
        ReportedWait{std::max(Duration(), outlook->queued - there) + outlook->coming, Duration()};
    known.candidates.push_back(candidate);
  }
  Placement placement = least_latency(known);
  for (Candidate& candidate : known.candidates) candidate.connection = ConnectionState::kReady;
  const auto places = ranked_places(known);
  if (!places.empty()) placement.bound = places.front().latency;
  return placement;
}

}  // namespace orbitmesh
