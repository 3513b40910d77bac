#include "nodes/effect_hazards.h"

#include <limits>

namespace orbitmesh {

EffectHazards::EffectHazards(std::uint64_t seed, const DeviceProfile& device, double acceleration)
    : seed_(seed), device_(device), acceleration_(acceleration) {
  for (const DeviceEffect& effect : device.effects) streams_.push_back("radiation." + effect.name);
}

double EffectHazards::draw(NodeId node, std::size_t effect, std::uint64_t k) const {
  RngStream stream(seed_, streams_[effect], node.value);
  stream.seek(k);
  return stream.exponential(1.0);
}

void EffectHazards::add(NodeId node, const GridLanes& factors) {
  Lanes left;
  left.at.fill(std::numeric_limits<double>::infinity());
  for (std::size_t e = 0; e < streams_.size(); ++e) left.at[e] = draw(node, e, 0);
  nodes_.push_back(node);
  factors_.push_back(factors);
  left_.push_back(left);
  count_.push_back({});
}

void EffectHazards::advance(int first, int count, Time begin, Duration span, const GridLanes* rates,
                            std::vector<DeviceEffectEvent>& events) {
  const double span_s = span.seconds();
  std::array<double, kGridLanes> grown{};
  const double accelerated_s = span_s * acceleration_;
  for (int i = 0; i < count; ++i) {
    const auto n = static_cast<std::size_t>(first) + static_cast<std::size_t>(i);
    Lanes& left = left_[n];
    double least = 1;
    for (std::size_t e = 0; e < kGridLanes; ++e) {
      const double rate_per_s = static_cast<double>(rates[i].at[e]) * factors_[n].at[e];
      grown[e] += rate_per_s;
      left.at[e] -= rate_per_s * accelerated_s;
      least = left.at[e] < least ? left.at[e] : least;
    }
    if (least > 0) continue;
    for (std::size_t e = 0; e < streams_.size(); ++e) {
      const double rate_per_s = static_cast<double>(rates[i].at[e]) * factors_[n].at[e];
      if (left.at[e] <= 0) fire(n, e, rate_per_s * acceleration_, begin, span_s, events);
    }
  }
  for (std::size_t e = 0; e < kGridLanes; ++e) expected_[e] += grown[e] * span_s;
}

void EffectHazards::fire(std::size_t n, std::size_t effect, double rate_per_s, Time begin,
                         double span_s, std::vector<DeviceEffectEvent>& events) {
  double& left = left_[n].at[effect];
  while (left <= 0) {
    // The hazard left at the span's end is negative by what has grown since the event.
    const Duration since_begin = Duration::from_seconds(span_s + left / rate_per_s);
    events.push_back({begin + since_begin, nodes_[n], device_.effects[effect].kind, effect});
    left += draw(nodes_[n], effect, ++count_[n][effect]);
  }
}

}  // namespace orbitmesh
