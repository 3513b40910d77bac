#include "inference/latency_estimate.h"

#include <tuple>

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

Duration expected_wait(const std::optional<ReportedWait>& reported) {
  if (!reported || reported->age >= kReportedWaitFades) return {};
  const double rest = 1.0 - reported->age.seconds() / kReportedWaitFades.seconds();
  return Duration::from_seconds(reported->wait.seconds() * rest);
}

}  // namespace

std::optional<Duration> estimated_latency(const PolicyView& view, const Candidate& candidate) {
  if (!candidate.path_delay) return std::nullopt;
  const Duration round_trip = *candidate.path_delay * 2;
  return round_trip + transfer(view.transport.uplink, view.request) +
         transfer(view.transport.downlink, view.reply) + expected_wait(candidate.reported_wait) +
         candidate.service + handshake(view, candidate, round_trip);
}

Duration estimated_latency(const LocalCandidate& local) { return local.queue_wait + local.service; }

Placement least_latency(const PolicyView& view) {
  Placement best;
  Duration least = Duration::max();
  if (view.local) {
    best = {Tier::kLocal, NodeId{}};
    least = estimated_latency(*view.local);
  }
  for (const Candidate& candidate : view.candidates) {
    const std::optional<Duration> latency = estimated_latency(view, candidate);
    if (!latency) continue;
    if (!best.placed() || std::tie(*latency, candidate.tier, candidate.node) <
                              std::tie(least, best.tier, best.node)) {
      best = {candidate.tier, candidate.node};
      least = *latency;
    }
  }
  return best;
}

}  // namespace orbitmesh
