#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "inference/offload_policy.h"

namespace orbitmesh::testing {

/// What a ScriptedPolicy saw.
struct PolicyLog {
  std::vector<PolicyView> views;
  std::vector<AttemptObservation> observations;
};

/// Places every request alike, and keeps what it is shown in `log`, which must outlive it.
class ScriptedPolicy final : public OffloadPolicy {
 public:
  ScriptedPolicy(Placement placement, PolicyLog& log) : placement_(placement), log_(log) {}
  Placement place(const PolicyView& view) override {
    log_.views.push_back(view);
    return placement_;
  }
  void observe(const AttemptObservation& observation) override {
    log_.observations.push_back(observation);
  }

 private:
  Placement placement_;
  PolicyLog& log_;
};

}  // namespace orbitmesh::testing
