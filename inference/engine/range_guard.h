#pragma once

#include <map>
#include <vector>

#include "inference/engine/inference_guard.h"

namespace orbitmesh {

/// Holds every float that a node computes within the bounds that its output had while the guard
/// learned: range restriction (Chen, Li and Pattabiraman, "A low-cost fault corrector for deep
/// neural networks through range restriction", DSN 2021). NaN stays, so that it can be seen.
class RangeGuard final : public InferenceGuard {
 public:
  void enforce() override { learning_ = false; }
  void after(const PlannedNode& node, const KernelCall& call) override;

 private:
  struct Bounds {
    float low = 0;
    float high = 0;
    bool known = false;
  };

  void learn(const Value& value, Bounds& bounds) const;
  void restrict(Value& value, const Bounds& bounds) const;

  bool learning_ = true;
  // Looked up only, never iterated; by output.
  std::map<const PlannedNode*, std::vector<Bounds>> bounds_;
};

}  // namespace orbitmesh
