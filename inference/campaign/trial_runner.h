#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "inference/campaign/decision_task.h"
#include "inference/campaign/flip_campaign.h"
#include "inference/engine/activation_flip.h"
#include "inference/engine/inference_guard.h"
#include "inference/engine/onnx_engine.h"

namespace orbitmesh {

/// Runs trials of a campaign on an engine of its own; one object a thread.
class TrialRunner {
 public:
  /// The task must outlive the object. Throws InputError when no weight is held in the format.
  TrialRunner(const DecisionTask& task, const CampaignOptions& options);
  TrialRunner(const TrialRunner&) = delete;
  TrialRunner& operator=(const TrialRunner&) = delete;

  /// Inputs that the intact model is right on; 0 without labels.
  std::int64_t right() const;
  /// Multiply-adds that guarding takes, as a share of those of the model.
  double guard_cost() const { return guard_cost_; }
  TrialResult run(std::int64_t trial);

 private:
  struct Seen {
    std::uint32_t decision = 0;
    bool detected = false;
    std::string digest;  ///< of all outputs
  };

  Seen look(std::size_t input);
  void learn();
  std::vector<NodeWatcher*> watchers();
  void compare(std::size_t input, TrialResult& result);
  bool is_right(std::size_t input, const Seen& seen) const;
  WeightBit address(std::uint64_t element, std::uint32_t bit) const;

  const DecisionTask& task_;
  CampaignOptions options_;
  OnnxEngine engine_;
  ActivationFlip activation_flip_;
  std::unique_ptr<InferenceGuard> guard_;  ///< null: none
  double guard_cost_ = 0;
  std::vector<std::uint32_t> tensors_;  ///< those held in the format
  std::uint64_t elements_ = 0;          ///< of these weights, or of all activations
  std::vector<Seen> intact_;
};

}  // namespace orbitmesh
