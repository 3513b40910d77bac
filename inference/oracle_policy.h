#pragma once

#include "inference/clairvoyant_view.h"
#include "inference/offload_policy.h"

namespace orbitmesh {

/// The bound that other policies are measured by: places every request where its latency is
/// least, knowing the queue of every node at this instant and not only what replies told. A
/// node's wait is the present one less the time that the request takes to get there; the rest
/// is inference/latency_estimate.h. Nodes that are down are no option.
///
/// It does not know what has not happened: requests that others have under way, the weather
/// of links, routes after this instant.
class OraclePolicy final : public OffloadPolicy {
 public:
  /// `clairvoyant` must outlive the policy. Throws std::invalid_argument for null.
  explicit OraclePolicy(const ClairvoyantView* clairvoyant);
  Placement place(const PolicyView& view) override;

 private:
  const ClairvoyantView* clairvoyant_;
};

}  // namespace orbitmesh
