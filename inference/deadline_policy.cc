#include "inference/deadline_policy.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "inference/latency_estimate.h"
#include "inference/service_energy.h"

namespace orbitmesh {
namespace {

constexpr Duration kNanosecond = Duration::from_ns(1);

double prior_within(Duration limit, Duration estimate) {
  if (!(limit > Duration())) return 0.0;
  return std::clamp(2.0 * (1.0 - estimate.seconds() / limit.seconds()), 0.0, 1.0);
}

}  // namespace

Placement DeadlinePolicy::place(const PolicyView& view) {
  std::vector<Option> options;
  if (view.local) options.push_back(local_option(view));
  for (const Candidate& candidate : view.candidates) {
    if (candidate.path_delay) options.push_back(remote_option(view, candidate));
  }
  double greatest = 0.0;
  for (const Option& option : options) greatest = std::max(greatest, option.in_time);
  if (greatest < kTie) return least_latency(view);

  const auto rank = [](const Option& option) {
    return std::make_tuple(option.energy_j, option.placement.tier, option.placement.node);
  };
  const Option* best = nullptr;
  for (const Option& option : options) {
    if (option.in_time < greatest - kTie) continue;
    if (best == nullptr || rank(option) < rank(*best)) best = &option;
  }
  return best->placement;
}

std::optional<Duration> DeadlinePolicy::fallback_start(const PolicyView& view) const {
  if (fallback_ != Fallback::kLocal || !view.local) return std::nullopt;
  if (estimated_latency(*view.local) > view.deadline) return std::nullopt;
  const Duration start = view.deadline - view.local->service - kFallbackMargin;
  if (!(start > Duration())) return std::nullopt;
  return start;
}

DeadlinePolicy::Option DeadlinePolicy::local_option(const PolicyView& view) const {
  const LocalCandidate& local = *view.local;
  return {{Tier::kLocal, NodeId{}},
          estimated_latency(local) <= view.deadline ? 1.0 : 0.0,
          service_energy_j(local.power, local.service)};
}

DeadlinePolicy::Option DeadlinePolicy::remote_option(const PolicyView& view,
                                                     const Candidate& candidate) const {
  Option option;
  option.placement = {candidate.tier, candidate.node};
  const std::optional<Duration> fallback = fallback_start(view);
  option.energy_j = service_energy_j(candidate.power, candidate.service);
  if (!fallback) {
    option.in_time = probability_within(view.deadline, view, candidate);
    return option;
  }
  option.in_time = 1.0;
  option.placement.further = {{Tier::kLocal, NodeId{}, fallback}};
  Candidate connected = candidate;
  connected.connection = ConnectionState::kReady;
  // An answer at the very instant of the start no longer prevents it.
  const Duration before_start = *fallback - kNanosecond;
  const double answered = probability_within(before_start, view, connected);
  if (answered < 1.0) {  // infinity times 0 is no number
    option.energy_j += (1.0 - answered) * service_energy_j(view.local->power, view.local->service);
  }
  return option;
}

double DeadlinePolicy::probability_within(Duration limit, const PolicyView& view,
                                          const Candidate& candidate) const {
  const double prior = prior_within(limit, *estimated_latency(view, candidate));
  const LatencyRecord* record = record_of(candidate);
  return record != nullptr ? record->probability_within(limit, prior, view.now) : prior;
}

const LatencyRecord* DeadlinePolicy::record_of(const Candidate& candidate) const {
  if (candidate.tier == Tier::kSatellite) return &satellites_;
  const auto found = ground_.find(candidate.node);
  return found != ground_.end() ? &found->second : nullptr;
}

void DeadlinePolicy::observe(const AttemptObservation& observation) {
  LatencyRecord& record =
      observation.tier == Tier::kSatellite ? satellites_ : ground_[observation.node];
  record.add(observation.at, observation.latency);
}

}  // namespace orbitmesh
