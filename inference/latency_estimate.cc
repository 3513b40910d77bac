#include "inference/latency_estimate.h"

#include "inference/ranked_places.h"

namespace orbitmesh {
namespace {

Duration transfer(BitRate rate, Bytes bytes) {
  return rate.bit_s > 0 ? rate.serialisation(bytes) : Duration();
}

Duration handshake(const PolicyView& view, const Candidate& candidate, Duration round_trip) {
  if (candidate.connection == ConnectionState::kReady) return {};
  const Duration whole = round_trip * view.transport.handshake_round_trips;
  const bool under_way =
      candidate.connection == ConnectionState::kOpening && candidate.opening_for <= whole;
  return under_way ? whole - candidate.opening_for : whole;
}

/// Of a candidate with a path: everything but service.
Duration around_service(const PolicyView& view, const Candidate& candidate, Bytes sent) {
  const Duration round_trip = *candidate.path_delay * 2;
  return round_trip + transfer(view.transport.uplink, sent) +
         transfer(view.transport.downlink, view.reply) + expected_wait(candidate) +
         handshake(view, candidate, round_trip);
}

}  // namespace

Duration expected_wait(const Candidate& candidate) {
  const std::optional<ReportedWait>& reported = candidate.reported_wait;
  if (!reported || reported->age >= kReportedWaitFades) return {};
  const double rest = 1.0 - reported->age.seconds() / kReportedWaitFades.seconds();
  return Duration::from_seconds(reported->wait.seconds() * rest);
}

std::optional<Duration> estimated_latency(const PolicyView& view, const Candidate& candidate) {
  if (!candidate.path_delay) return std::nullopt;
  return around_service(view, candidate, view.request) + candidate.service;
}

std::optional<Duration> estimated_split_latency(const PolicyView& view, const Candidate& candidate,
                                                std::size_t cut) {
  if (!candidate.path_delay || !view.local) return std::nullopt;
  return view.local->queue_wait + view.cuts[cut].head +
         around_service(view, candidate, view.cuts[cut].payload) + candidate.tails[cut];
}

Duration estimated_latency(const LocalCandidate& local) { return local.queue_wait + local.service; }

Placement least_latency(const PolicyView& view) {
  const auto places = ranked_places(view);
  return places.empty() ? Placement{} : Placement{places.front().tier, places.front().node};
}

}  // namespace orbitmesh
