#pragma once

#include <deque>
#include <map>
#include <vector>

#include "inference/profile_library.h"
#include "nodes/workload.h"
#include "scenarios/scenario.h"

namespace orbitmesh {

/// Heads and tails of the models that workloads of policy split divide.
class ModelParts {
 public:
  /// `scenario` must be loaded and checked; the library must outlive the object.
  ModelParts(const Scenario& scenario, const ProfileLibrary& library);
  ModelParts(const ModelParts&) = delete;
  ModelParts& operator=(const ModelParts&) = delete;

  /// Where the model can be divided, from the input on; empty for one that no workload divides.
  const std::vector<WorkloadCut>& cuts(const ModelProfile& model) const;

  /// The models, and behind them the tails or heads of those that are divided: what a remote
  /// node and a client's own accelerator serve.
  std::vector<const ModelProfile*> with_tails(std::vector<const ModelProfile*> models) const;
  std::vector<const ModelProfile*> with_heads(std::vector<const ModelProfile*> models) const;

 private:
  void divide(const ModelProfile& model);
  std::vector<const ModelProfile*> with(std::vector<const ModelProfile*> models,
                                        const ModelProfile* WorkloadCut::*part) const;

  std::deque<ModelProfile> parts_;  // a deque: growing moves none
  // Looked up only, never iterated.
  std::map<const ModelProfile*, std::vector<WorkloadCut>> cuts_;
};

}  // namespace orbitmesh
