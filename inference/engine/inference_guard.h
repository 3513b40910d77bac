#pragma once

#include <cstdint>
#include <memory>

#include "inference/engine/node_watcher.h"
#include "inference/fault_outcome.h"

namespace orbitmesh {

/// Guards inferences of one engine against wrong bits, after it has learned from inferences with
/// intact weights what is right.
class InferenceGuard : public NodeWatcher {
 public:
  /// Learns from every inference until enforce().
  virtual void enforce() = 0;
  /// The next inference begins.
  virtual void begin() {}
  /// Whether a check of the present inference failed, also when computing again did not help.
  virtual bool failed() const { return false; }
  /// Nodes of the present inference that were right when they were computed again.
  virtual std::int64_t corrected() const { return 0; }
};

/// Null for kNone.
std::unique_ptr<InferenceGuard> make_inference_guard(Protection protection);

}  // namespace orbitmesh
