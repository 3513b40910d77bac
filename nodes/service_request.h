#pragma once

#include <cstdint>
#include <functional>

#include "inference/model_profile.h"
#include "inference/service_demand.h"
#include "nodes/content_job.h"
#include "nodes/service_report.h"

namespace orbitmesh {

/// One request as a server takes it.
struct ServiceRequest {
  const ModelProfile* model = nullptr;
  std::uint64_t job = 0;  ///< the attempt's message id; names its content in the executor
  ContentJob content;     ///< what it computes, if anything
  /// Called when its service ends.
  std::function<void(const ServiceReport&)> on_done;
  /// Called instead when the server goes down with it; may be empty.
  std::function<void()> on_lost;
  ServiceDemand demand;
};

}  // namespace orbitmesh
