#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "inference/engine/loops/inner_loops.h"
#include "inference/engine/value.h"

namespace orbitmesh {

/// Most multiply-adds of one inference: about a minute on one core.
inline constexpr double kMaxMultiplyAdds = 1e12;

/// Memory that kernels use while they run and that is kept from one node to the next.
struct Workspace {
  const InnerLoops* loops = &kPortableBaselineLoops;
  double multiply_adds = 0;  ///< of this inference so far
  std::vector<float> padded;
  std::vector<float> packed;
  std::vector<float> transposed;
  std::vector<std::int64_t> offsets;
  std::vector<PanelSource::Segment> segments;
};

/// Inputs and outputs of one execution of a node. All errors are InputError without a place,
/// to which the caller adds the node.
class KernelCall {
 public:
  /// A null pointer stands for an optional input or output that is left out; the first
  /// output is there.
  KernelCall(const std::vector<const Value*>& inputs, const std::vector<Value*>& outputs,
             Workspace& workspace)
      : inputs_(&inputs), outputs_(&outputs), workspace_(&workspace) {}

  std::size_t input_count() const { return inputs_->size(); }
  /// Whether the optional input `i` is there.
  bool has(std::size_t i) const { return i < inputs_->size() && (*inputs_)[i] != nullptr; }
  /// Input `i`; an error when it was left out.
  const Value& input(std::size_t i) const;
  /// The same, of the type named; an error when it is of the other.
  const Value& floats(std::size_t i) const;
  const Value& integers(std::size_t i) const;
  std::size_t output_count() const { return outputs_->size(); }
  /// Whether the optional output `i` is asked for.
  bool has_output(std::size_t i) const { return i < outputs_->size() && (*outputs_)[i] != nullptr; }
  /// Output `i`, which is asked for.
  Value& output(std::size_t i = 0) const { return *(*outputs_)[i]; }
  Workspace& workspace() const { return *workspace_; }

  /// Announces work. Throws InputError when the inference would take more than
  /// kMaxMultiplyAdds.
  void spend(double multiply_adds) const;

 private:
  const std::vector<const Value*>* inputs_;
  const std::vector<Value*>* outputs_;
  Workspace* workspace_;
};

/// One node's operation with its attributes. Outputs and inputs are different objects.
using Kernel = std::function<void(const KernelCall&)>;

}  // namespace orbitmesh
