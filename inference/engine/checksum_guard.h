#pragma once

#include <map>
#include <optional>

#include "inference/engine/inference_guard.h"

namespace orbitmesh {

/// Checks convolutions and products with constant weights: the sum of a node's output channels
/// must be what the sum of their filters gives (algorithm-based fault tolerance; Huang and
/// Abraham, "Algorithm-based fault tolerance for matrix operations", IEEE Trans. Comput. C-33,
/// 1984). Sums of filters are of the weights that the guard first saw. A node that does not agree
/// is computed once more; when that does not help, the inference has failed.
///
/// A check costs one output channel more, in each group: 1/n of a product with n columns, and as
/// much again of a depthwise convolution.
class ChecksumGuard final : public InferenceGuard {
 public:
  void enforce() override { learning_ = false; }
  void begin() override;
  void after(const PlannedNode& node, const KernelCall& call) override;
  bool failed() const override { return failed_; }
  std::int64_t corrected() const override { return corrected_; }

 private:
  /// What checks one node.
  struct Check {
    Value weights;              ///< summed over the output channels of each group
    std::optional<Value> bias;  ///< likewise
    std::int64_t channels = 1;  ///< of a group
    std::size_t axis = 0;       ///< of the channels in the output
    double residual = 0;        ///< greatest while learning
    bool usable = true;
  };

  static std::optional<Check> make_check(const PlannedNode& node, const KernelCall& call);
  /// Greatest difference between the sums, over the greatest sum of magnitudes; NaN or infinite
  /// when an output is.
  double residual(const PlannedNode& node, const KernelCall& call, const Check& check);

  bool learning_ = true;
  bool failed_ = false;
  std::int64_t corrected_ = 0;
  Value sums_;
  // Looked up only, never iterated; empty for nodes without a check.
  std::map<const PlannedNode*, std::optional<Check>> checks_;
};

}  // namespace orbitmesh
