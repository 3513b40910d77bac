#pragma once

#include <cstdint>
#include <optional>

#include "inference/offload_policy.h"

namespace orbitmesh {

/// Runs the head of the model on the client's own accelerator and its tail on a remote node.
/// The cut and the node are those of the least estimated latency; running the whole model at
/// one place counts as well (Kang et al., "Neurosurgeon", ASPLOS 2017). With a cut named,
/// only the node is chosen. Where nothing can be divided, the least estimated latency
/// decides between whole places.
class SplitPolicy final : public OffloadPolicy {
 public:
  /// `cut` is an index in PolicyView::cuts, or empty.
  explicit SplitPolicy(std::optional<std::int64_t> cut) : cut_(cut) {}
  Placement place(const PolicyView& view) override;

 private:
  std::optional<std::int64_t> cut_;
};

}  // namespace orbitmesh
