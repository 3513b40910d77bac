#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "core/units.h"
#include "inference/model_profile.h"
#include "inference/offload_policy.h"
#include "nodes/arrival_process.h"
#include "nodes/content_job.h"

namespace orbitmesh {

/// A remote node that holds a workload's model.
struct ServingNode {
  NodeId node;
  Tier tier = Tier::kNone;          ///< kSatellite or kGround
  Duration service = {};            ///< of one request there
  std::optional<Power> power = {};  ///< of its devices while they serve one request
};

/// One stream of like requests of one client instance.
struct Workload {
  std::string name;  ///< unique in the client
  const ModelProfile* model = nullptr;
  Bytes request;  ///< as encoded, without transport framing
  Bytes reply;
  ArrivalModel arrival;
  Duration deadline;               ///< from the scheduled issue time; > 0
  Duration give_up;                ///< from the scheduled issue time; >= deadline
  std::vector<ServingNode> nodes;  ///< that hold the model
  std::unique_ptr<OffloadPolicy> policy;
  std::optional<WorkloadContent> content;  ///< empty: requests compute nothing
};

}  // namespace orbitmesh
