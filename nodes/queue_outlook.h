#pragma once

#include <algorithm>

#include "core/time.h"
#include "inference/model_profile.h"
#include "inference/service_time.h"
#include "nodes/server.h"

namespace orbitmesh {

/// How many requests for `model` the server serves at a time, one by one.
inline std::int64_t served_at_a_time(const Server& server, const ModelProfile& model) {
  return std::max<std::int64_t>(1, server.devices() / devices_needed(model, server.accelerator()));
}

/// How long a request for `model` that came to the server now would wait, from all that
/// runs and waits there: exact on one device that serves one by one as they come; on several,
/// their backlog shared out evenly, and nothing while one of them is free. Preconditions: the
/// server is up and holds the model.
inline Duration queue_outlook(const Server& server, const ModelProfile& model) {
  const std::int64_t at_a_time = served_at_a_time(server, model);
  if (server.waiting() == 0 && server.running() < at_a_time) return {};
  return server.backlog() / at_a_time;
}

}  // namespace orbitmesh
