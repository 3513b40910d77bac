#pragma once

#include "inference/clairvoyant_view.h"
#include "inference/offload_policy.h"

namespace orbitmesh {

/// The bound that other policies are measured by: places every request where its latency is
/// least, knowing the queue of every node at this instant, and what is on its way there, and
/// not only what replies told. A node's wait is its queue less the time that the request
/// takes to get there, and the service of what is on its way; the rest is
/// inference/latency_estimate.h. Nodes that are down are no option. The bound that it states
/// of each request is the least of these latencies with every connection open: what its own
/// choice comes to is longer, by handshakes and slow start.
///
/// It does not know what has not happened, as requests yet to be issued, losses, and routes
/// after this instant; nor does it spare others: each request takes the place that is best for
/// itself.
class OraclePolicy final : public OffloadPolicy {
 public:
  /// `clairvoyant` must outlive the policy. Throws std::invalid_argument for null.
  explicit OraclePolicy(const ClairvoyantView* clairvoyant);
  Placement place(const PolicyView& view) override;

 private:
  const ClairvoyantView* clairvoyant_;
};

}  // namespace orbitmesh
