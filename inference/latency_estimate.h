#pragma once

#include <cstddef>
#include <optional>

#include "inference/placement.h"
#include "inference/policy_view.h"

namespace orbitmesh {

/// A reported wait fades linearly to nothing over this time: a queue lives for seconds,
/// and a node that gets no requests can report nothing newer. Engineering default.
inline constexpr Duration kReportedWaitFades = Duration::from_s(10);

/// The wait to expect at a node: w max(0, 1 - age / kReportedWaitFades), 0 without a report.
Duration expected_wait(const Candidate& candidate);

/// Expected time from issue to answer on a remote node, empty without a path:
///
///     2 d                       path out and back
///   + request / uplink + reply / downlink
///   + expected_wait()
///   + service
///   + handshake                 of a connection that is not up
///
/// The handshake takes handshake_round_trips of 2 d, less its age; one that takes longer
/// than that has stalled and counts in full again. No slow start, no losses, no queues
/// on links, no framing.
std::optional<Duration> estimated_latency(const PolicyView& view, const Candidate& candidate);

/// The same with the model divided at view.cuts[cut]: the own accelerator's wait and the
/// head's service come before the payload of the cut in place of the request, and the
/// tail's service in place of the whole one. Empty too without an own accelerator.
/// Precondition: the candidate has a tail for that cut.
std::optional<Duration> estimated_split_latency(const PolicyView& view, const Candidate& candidate,
                                                std::size_t cut);

/// The same for the client's own accelerator: wait and service, both exact.
Duration estimated_latency(const LocalCandidate& local);

/// The option with the least estimated latency. Ties: local before satellite before
/// ground, then the lowest id. No placement when there is no option.
Placement least_latency(const PolicyView& view);

}  // namespace orbitmesh
