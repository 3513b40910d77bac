#pragma once

#include <cstdint>

#include "inference/engine/node_watcher.h"
#include "inference/weight_format.h"

namespace orbitmesh {

/// Inverts one bit of what one inference computes: in element `element` of all float outputs of
/// all nodes in the order in which they run. The number is taken as it would be held in `format`:
/// rounded to it, flipped, and carried on as fp32; int8 with one scale a tensor, its largest
/// magnitude / 127. A flip beyond the last element does nothing, so that the object also counts.
class ActivationFlip final : public NodeWatcher {
 public:
  explicit ActivationFlip(WeightFormat format) : format_(format) {}

  /// For the next inference. Precondition: bit < bits_of(format).
  void arm(std::uint64_t element, std::uint32_t bit);
  void after(const PlannedNode& node, const KernelCall& call) override;

  /// Elements seen since arm().
  std::uint64_t seen() const { return seen_; }

 private:
  void flip(Value& value, std::size_t element) const;

  WeightFormat format_;
  std::uint64_t element_ = 0;
  std::uint32_t bit_ = 0;
  std::uint64_t seen_ = 0;
};

}  // namespace orbitmesh
