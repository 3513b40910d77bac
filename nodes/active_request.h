#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/event_loop.h"
#include "core/ids.h"
#include "core/time.h"
#include "inference/service_demand.h"
#include "nodes/answer_quorum.h"
#include "nodes/content_job.h"
#include "nodes/kv_session.h"
#include "nodes/records.h"
#include "nodes/workload.h"

namespace orbitmesh {

/// An attempt at a request under way.
struct ActiveAttempt {
  AttemptRecord record;
  std::size_t copy = 0;   ///< index in ActiveRequest::copies
  bool open = true;       ///< neither answered nor failed
  bool observed = false;  ///< the policy has been told how it went
  Bytes body = {};        ///< sent to a remote node
};

/// A copy that the placement of a request names.
struct ActiveCopy {
  Tier tier = Tier::kNone;
  NodeId node;
  std::optional<Duration> after;  ///< as in FurtherCopy
  std::int64_t attempts = 0;      ///< started so far; 0 while it waits
  bool retry_waits = false;       ///< `timer` will repeat it
  EventHandle timer = {};         ///< of its start, then of its next attempt
};

/// A request under way, as its client follows it.
struct ActiveRequest {
  RequestRecord request;
  std::uint64_t number = 0;  ///< among those of its workload, from 0
  const Workload* workload = nullptr;
  const std::vector<NodeId>* satellites = nullptr;  ///< among the workload's nodes
  ContentJob content;
  ServiceDemand demand;
  KvSession* session = nullptr;  ///< of which it is a turn; null without
  KvSession::Turn turn;
  std::vector<ActiveCopy> copies;
  std::vector<ActiveAttempt> attempts;
  AnswerQuorum answers;
  std::vector<std::size_t> answered_by;  ///< attempt of each answer
  std::optional<std::size_t> cut;        ///< index in Workload::cuts
  EventHandle give_up;

  bool any_open() const {
    return std::any_of(attempts.begin(), attempts.end(), [](const auto& a) { return a.open; });
  }
  bool any_open(std::size_t copy) const {
    return std::any_of(attempts.begin(), attempts.end(),
                       [&](const auto& a) { return a.open && a.copy == copy; });
  }
  /// A copy that has failed will be repeated.
  bool retry_waits() const {
    return std::any_of(copies.begin(), copies.end(), [](const auto& c) { return c.retry_waits; });
  }
  /// The first copy that has not started; copies.size() when all have.
  std::size_t waiting_copy() const {
    const auto first =
        std::find_if(copies.begin(), copies.end(), [](const auto& c) { return c.attempts == 0; });
    return static_cast<std::size_t>(first - copies.begin());
  }
};

}  // namespace orbitmesh
