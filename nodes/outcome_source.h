#pragma once

#include <optional>

#include "core/ids.h"
#include "inference/fault_outcome.h"
#include "inference/model_profile.h"

namespace orbitmesh {

/// What faults do to answers that are not computed but modelled.
class OutcomeSource {
 public:
  virtual ~OutcomeSource() = default;

  /// What the wrong bits that are in the weights of `model` at `node` now do to one answer; none
  /// for a node that nothing strikes.
  virtual std::optional<FaultOutcome> of_weights(NodeId node, const ModelProfile& model) = 0;
  /// What a wrong result of logic does to the answer under way: never kMasked; none for a node
  /// whose answers are not modelled.
  virtual std::optional<FaultOutcome> of_logic(NodeId node, const ModelProfile& model) = 0;
};

}  // namespace orbitmesh
