#pragma once

#include <cstddef>

#include "inference/offload_policy.h"
#include "inference/policy_options.h"

namespace orbitmesh {

/// Runs every request on several remote nodes at once, those of the least estimated latency,
/// and accepts an answer that two of them give: with two copies they are compared (dual
/// modular redundancy, DMR), with three they vote (TMR). With OnMismatch::kRetry the next
/// node stands by, and runs the request when copies fail or no two answers agree. With fewer
/// nodes in reach there are fewer copies, and one alone is not compared. With
/// ReplicateWhen::kSaa a request whose first node is where radiation is low has one copy.
class ReplicatedPolicy final : public OffloadPolicy {
 public:
  /// Precondition: 2 <= copies <= Placement::kMaxFurther.
  ReplicatedPolicy(std::int64_t copies, OnMismatch on_mismatch,
                   ReplicateWhen when = ReplicateWhen::kAlways)
      : copies_(static_cast<std::size_t>(copies)), on_mismatch_(on_mismatch), when_(when) {}
  Placement place(const PolicyView& view) override;

 private:
  std::size_t copies_;
  OnMismatch on_mismatch_;
  ReplicateWhen when_;
};

}  // namespace orbitmesh
