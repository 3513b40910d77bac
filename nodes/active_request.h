#pragma once

#include <algorithm>
#include <vector>

#include "core/event_loop.h"
#include "nodes/content_job.h"
#include "nodes/records.h"

namespace orbitmesh {

/// An attempt at a request under way.
struct ActiveAttempt {
  AttemptRecord record;
  bool open = true;       ///< neither answered nor failed
  bool observed = false;  ///< the policy has been told how it went
};

/// A request under way, as its client follows it.
struct ActiveRequest {
  RequestRecord request;
  ContentJob content;
  std::vector<ActiveAttempt> attempts;
  EventHandle give_up;
  EventHandle fallback;
  bool fallback_waits = false;  ///< a local copy is to start yet

  bool any_open() const {
    return std::any_of(attempts.begin(), attempts.end(), [](const auto& a) { return a.open; });
  }
};

}  // namespace orbitmesh
