#pragma once

#include <memory>
#include <vector>

#include "inference/engine/inference_guard.h"
#include "inference/engine/onnx_engine.h"

namespace orbitmesh {

/// An engine whose inferences are guarded. One with a check that failed for good answers with NaN,
/// so that it counts as detected.
class GuardedEngine final : public Engine {
 public:
  /// Learns from the inputs, which are those of run(). Preconditions: `guard` is not null, there
  /// is an input.
  GuardedEngine(std::unique_ptr<OnnxEngine> engine, std::unique_ptr<InferenceGuard> guard,
                const std::vector<Tensor>& inputs);

  const std::vector<WeightTensor>& weights() const override { return engine_->weights(); }
  void flip(const WeightBit& bit) override { engine_->flip(bit); }
  const std::vector<std::int64_t>& input_shape() const override { return engine_->input_shape(); }
  Tensor run(const Tensor& input) override;

 private:
  std::unique_ptr<OnnxEngine> engine_;
  std::unique_ptr<InferenceGuard> guard_;
};

}  // namespace orbitmesh
