#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/event_loop.h"
#include "core/time.h"
#include "inference/clocked_work.h"
#include "inference/fault_outcome.h"
#include "inference/token_batch.h"
#include "nodes/served_models.h"
#include "nodes/service_request.h"

namespace orbitmesh {

/// A request that a server has admitted.
struct ServerJob {
  std::uint64_t id = 0;  ///< in order of arrival
  Time arrived;
  std::int64_t rank = 0;  ///< in the queue
  Duration alone;         ///< its service time on its own, at the nominal clock
  Duration saved;         ///< of that, what a checkpoint before an outage has kept
  ServiceRequest request;

  // Once it is in service.
  Time began;
  Duration setup;
  std::int64_t batch = 1;
  Time first_token;                          ///< continuous batching alone
  std::optional<FaultOutcome> weights = {};  ///< what wrong weights do to it; none: nothing can
  std::optional<Time> struck = {};           ///< when logic first gave a wrong result for it
  std::optional<FaultOutcome> logic = {};    ///< what that does to it, unless it is computed
};

/// A batch on its devices.
struct BatchInService {
  std::size_t model = 0;
  std::vector<ServerJob> jobs;
  ServedModels::BatchTime time;      ///< static batch: at the nominal clock
  std::optional<TokenBatch> tokens;  ///< continuous batch
  ClockedWork work;                  ///< of the batch, or of the present iteration
  EventHandle end;
};

/// One iteration of a continuous batch, which ends now; takes out of it the jobs that end with it.
std::vector<ServerJob> advance_by_token(BatchInService& batch, Time now);

/// What serving `job` of a static batch took, which ends now.
ServiceReport report_of(const ServerJob& job, const ServedModels::BatchTime& time,
                        bool language_model, Time now);
/// What serving `job` of a continuous batch took, which ends now with so many tokens.
ServiceReport report_of(const ServerJob& job, std::int64_t output_tokens, Time now);

}  // namespace orbitmesh
