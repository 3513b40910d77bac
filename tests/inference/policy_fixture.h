#pragma once

#include <cstdint>
#include <stdexcept>

#include "inference/policy_view.h"

namespace orbitmesh::testing {

inline constexpr NodeId kNear{9};
inline constexpr NodeId kNext{10};
inline constexpr NodeId kThird{12};
inline constexpr NodeId kSite{4};

constexpr Duration ms(std::int64_t n) { return Duration::from_ms(n); }

/// A node whose estimated latency is its path there and back and 40 ms of service.
inline Candidate candidate(NodeId node, Tier tier, std::int64_t path_ms, double power_w) {
  Candidate c;
  c.node = node;
  c.tier = tier;
  c.path_delay = ms(path_ms);
  c.service = ms(40);
  c.power = Power{power_w};
  return c;
}

/// Deadline 400 ms. Estimates: near 50, next 52, third 60, site 240 ms; energies 24, 20, 24
/// and 8 J.
inline PolicyView sample_view(Time now = Time()) {
  PolicyView v;
  v.now = now;
  v.deadline = ms(400);
  v.candidates = {
      candidate(kSite, Tier::kGround, 100, 200), candidate(kThird, Tier::kSatellite, 10, 600),
      candidate(kNear, Tier::kSatellite, 5, 600), candidate(kNext, Tier::kSatellite, 6, 500)};
  return v;
}

inline Candidate& candidate_of(PolicyView& view, NodeId node) {
  for (Candidate& c : view.candidates) {
    if (c.node == node) return c;
  }
  throw std::out_of_range("not in the view");
}

}  // namespace orbitmesh::testing
