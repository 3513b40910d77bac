#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "core/units.h"
#include "inference/model_profile.h"
#include "inference/node_rules.h"
#include "inference/offload_policy.h"
#include "inference/service_demand.h"
#include "inference/session_options.h"
#include "inference/token_model.h"
#include "nodes/arrival_process.h"
#include "nodes/content_job.h"
#include "nodes/retry_options.h"

namespace orbitmesh {

/// A remote node that holds a workload's model.
struct ServingNode {
  NodeId node;
  Tier tier = Tier::kNone;           ///< kSatellite or kGround
  Duration service = {};             ///< of one request there
  std::optional<Power> power = {};   ///< of its devices while they serve one request
  std::vector<Duration> tails = {};  ///< service of the tail behind each of Workload::cuts
};

/// A place where a workload's model can be divided.
struct WorkloadCut {
  const ModelProfile* head = nullptr;  ///< what the client runs
  const ModelProfile* tail = nullptr;  ///< what the remote node runs
  Bytes payload;                       ///< sent in place of the request, as encoded
  std::uint32_t content_nodes = 0;     ///< of the content model, those that the client runs
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
  ServiceDemand demand = {};               ///< of every request, but for its due time and tokens
  std::optional<TokenModel> tokens = {};   ///< empty: the profile's lengths
  std::int64_t satellites = 1;             ///< how many of the nearest the policy is offered
  NodeRules rules = {};                    ///< which of them it is rather not offered
  std::vector<WorkloadCut> cuts = {};      ///< from the input on
  std::optional<RetryOptions> retry = {};  ///< empty: an attempt is not repeated
  /// How often the nodes on offer are asked for their wait; empty for never.
  std::optional<Duration> probe = {};
  std::optional<SessionOptions> session = {};  ///< empty: every request stands alone
  /// From issue to the start of the first copy: what placing a request takes. >= 0, less than
  /// the deadline.
  Duration decision_time = {};
};

}  // namespace orbitmesh
