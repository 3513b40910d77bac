#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/rng.h"
#include "inference/engine/activation_flip.h"
#include "inference/engine/inference_guard.h"
#include "inference/engine/onnx_engine.h"

namespace orbitmesh {

/// A content model whose nodes, but for the first ones, run at a place that faults strike and
/// that may guard its inferences. The first ones run elsewhere, with intact weights. Without flips
/// the answer is that of the whole, bit for bit. One with a check that failed for good is NaN, so
/// that it counts as detected.
class ContentEngine final : public Engine {
 public:
  /// Cuts the model after `nodes_before` nodes (inference/engine/split_model.h); 0 exposes all of
  /// it. A guard, which may be null, learns from the inputs, which are those of run().
  /// Precondition: with a guard there is an input. Throws InputError as plan_graph() and
  /// split_model() do.
  ContentEngine(OnnxModel model, std::size_t nodes_before, const EngineOptions& options,
                std::unique_ptr<InferenceGuard> guard, const std::vector<Tensor>& inputs);

  /// Those of the whole model.
  const std::vector<WeightTensor>& weights() const override { return weights_; }
  /// Does nothing to weights that the exposed part does not have.
  void flip(const WeightBit& bit) override;
  const std::vector<std::int64_t>& input_shape() const override {
    return (head_ ? *head_ : *exposed_).input_shape();
  }
  Tensor run(const Tensor& input) override;
  /// The bit is one of the exposed part's; a guard sees it.
  Tensor run_struck(const Tensor& input, const ActivationBit& bit) override;

  /// Elements that run_struck() with this input could strike.
  std::uint64_t activations(const Tensor& input);
  /// A place for run_struck() with this input that changes the output: uniform over all such
  /// places, by drawing from all until one does. After 64 draws in vain it is the last of them;
  /// none where nothing is computed.
  std::optional<ActivationBit> draw_strike(const Tensor& input, RngStream& place);

 private:
  Tensor execute(const Tensor& input);
  /// Lets `first`, unless null, see every node before the guard does.
  Tensor run_guarded(const Tensor& input, NodeWatcher* first);

  std::unique_ptr<OnnxEngine> head_;  ///< null: nothing runs elsewhere
  std::unique_ptr<OnnxEngine> exposed_;
  std::unique_ptr<InferenceGuard> guard_;  ///< null: none
  ActivationFlip activation_flip_{WeightFormat::kFp32};
  std::vector<WeightTensor> weights_;
  /// Number in the exposed part of each of weights_; none for one that it does not have.
  std::vector<std::optional<std::uint32_t>> exposed_numbers_;
};

}  // namespace orbitmesh
