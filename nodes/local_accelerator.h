#pragma once

#include <optional>

#include "core/units.h"
#include "inference/model_profile.h"
#include "inference/policy_view.h"
#include "nodes/server.h"

namespace orbitmesh {

/// A client's own accelerator. Nobody else uses it, so that the client knows what waits there:
/// Server::backlog(), which is exact as long as requests are served one by one as they come.
class LocalAccelerator {
 public:
  /// A null `server` offers nothing. Throws std::invalid_argument for a server of several
  /// devices. Precondition: the server gets its requests from this object alone, which it must
  /// outlive.
  LocalAccelerator(Server* server, std::optional<Power> power);
  LocalAccelerator(const LocalAccelerator&) = delete;
  LocalAccelerator& operator=(const LocalAccelerator&) = delete;

  /// Empty where it cannot run the model now.
  std::optional<LocalCandidate> offer(const ModelProfile& model) const;
  /// Of one request. Precondition: there is a server, and it holds the model.
  Duration service_time(const ModelProfile& model) const { return server_->service_time(model); }
  /// As Server::submit(). Precondition: offer() of the model, or of the one that it is a
  /// part of.
  bool submit(ServiceRequest request);

 private:
  Server* server_;
  std::optional<Power> power_;
};

}  // namespace orbitmesh
