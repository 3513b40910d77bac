#pragma once

#include <cstdint>
#include <optional>

#include "core/rng.h"
#include "wire/worker_messages.h"

namespace orbitmesh {

/// Runs content, apart from virtual time: what dispatch() sends may be under way while the
/// event loop goes on, and await() blocks until its reply has come. The reply depends on
/// the request alone. Called from the event loop's thread.
class ContentBackend {
 public:
  virtual ~ContentBackend() = default;

  /// Sends a request. Precondition: the id was never used before.
  virtual void dispatch(WorkerRequest request) = 0;
  /// A bit of what the inference of a request computes where faults strike, whose inversion
  /// changes its output, as ContentEngine::draw_strike(). Does not dispatch the request.
  virtual std::optional<ActivationBit> draw_strike(const WorkerRequest& request,
                                                   RngStream& place) = 0;
  /// The reply of a dispatched request will not be asked for; it may never be computed.
  virtual void discard(std::uint64_t id) = 0;
  /// The reply of a dispatched request that was neither discarded nor awaited before.
  /// Throws RunError when no worker can give one.
  virtual WorkerReply await(std::uint64_t id) = 0;
};

}  // namespace orbitmesh
