#pragma once

#include <optional>

#include "core/event_loop.h"
#include "core/time.h"
#include "inference/model_profile.h"
#include "inference/policy_view.h"
#include "nodes/server.h"

namespace orbitmesh {

/// A client's own accelerator and, since nobody else uses it, an exact account of the
/// work that waits there.
class LocalAccelerator {
 public:
  /// A null `server` offers nothing. Throws std::invalid_argument for a server of several
  /// devices. Precondition: the server gets its requests from this object alone. Loop and
  /// server must outlive the object.
  LocalAccelerator(EventLoop& loop, Server* server, std::optional<Power> power);
  LocalAccelerator(const LocalAccelerator&) = delete;
  LocalAccelerator& operator=(const LocalAccelerator&) = delete;

  /// Empty where it cannot run the model now.
  std::optional<LocalCandidate> offer(const ModelProfile& model) const;
  /// As Server::submit(). Precondition: offer(*request.model).
  bool submit(ServiceRequest request);

 private:
  EventLoop& loop_;
  Server* server_;
  std::optional<Power> power_;
  Time free_at_;  ///< when all that was admitted will be done
};

}  // namespace orbitmesh
