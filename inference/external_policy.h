#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "inference/external_stream.h"
#include "inference/offload_policy.h"

namespace orbitmesh {

/// Places every request where a program outside says; it is sent the PolicyView and nothing
/// else, and later what became of each request. A request is worth
///
///     [answered in time] - energy_weight E - bytes_weight B,
///
/// E the energy [J] of the attempt that answered it, its service time as reported times the
/// power of the profile (0 without an answer or a power), B the bodies [MB] of its messages.
class ExternalPolicy final : public OffloadPolicy {
 public:
  /// Throws std::invalid_argument without an agent.
  explicit ExternalPolicy(ExternalStream stream);

  /// Throws what ExternalAgent::decide() does, and RunError for a node that the view does not
  /// offer or a cut that it does not have.
  Placement place(const PolicyView& view) override;
  void ended(const RequestEnd& end) override;

 private:
  /// A request that was placed and has not ended.
  struct Open {
    std::uint64_t step = 0;                         ///< that placed it first
    std::map<NodeId, std::optional<Power>> powers;  ///< of the nodes that were on offer
    std::optional<Power> local;
  };

  void remember(const PolicyView& view, std::uint64_t step);
  std::optional<double> energy_j(const Open& open, const RequestEnd& end) const;

  ExternalStream stream_;
  std::map<std::uint64_t, Open> open_;  // by number
};

}  // namespace orbitmesh
