#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/units.h"
#include "inference/placement.h"
#include "inference/policy_view.h"

namespace orbitmesh {

/// How a remote attempt went.
struct AttemptObservation {
  NodeId node;
  Tier tier = Tier::kNone;
  Time at;  ///< when the client learned of it
  /// From sending to the answer. Empty when the attempt failed or was superseded, or when
  /// the deadline had passed without an answer.
  std::optional<Duration> latency;
  Duration under_way = {};  ///< from sending to `at`, whatever came of it
};

/// What has become of a request, as its client knows.
struct RequestEnd {
  std::uint64_t number = 0;  ///< PolicyView::number
  bool answered = false;
  bool in_time = false;     ///< answered within its deadline
  std::string_view cause;   ///< name of its FailureCause; "none" when answered
  Tier tier = Tier::kNone;  ///< of the attempt that ended it; kNone when never placed
  NodeId node;
  Duration latency;     ///< from the scheduled issue
  Duration queue_wait;  ///< as the reply reported it, like `service`
  Duration service;
  Bytes bytes;  ///< bodies of the messages to and from remote nodes
};

/// Decides where each request of one workload runs. One object a client and workload, so
/// that a policy may keep state.
class OffloadPolicy {
 public:
  virtual ~OffloadPolicy() = default;
  /// The place or places for a request issued now, or no placement. For a retry on the next
  /// best node it is asked again, without the nodes that were tried.
  virtual Placement place(const PolicyView& view) = 0;
  /// Called once for every remote attempt of this workload, unless the run ends before,
  /// in the order in which the client learns how they went: of an answer or a failure at
  /// once, of a deadline that has passed when it issues the next request.
  virtual void observe(const AttemptObservation& /*observation*/) {}
  /// Called once for every request of this workload when it has ended, unless the run ends
  /// before.
  virtual void ended(const RequestEnd& /*end*/) {}
};

}  // namespace orbitmesh
