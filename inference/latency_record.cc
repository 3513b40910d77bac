#include "inference/latency_record.h"

#include <algorithm>

namespace orbitmesh {

void LatencyRecord::add(Time at, std::optional<Duration> latency) {
  ring_[added_ % kCapacity] = {at, latency.value_or(Duration::max())};
  ++added_;
}

double LatencyRecord::probability_within(Duration limit, double prior, Time now) const {
  std::int64_t n = 0;
  std::int64_t hits = 0;
  const auto kept = static_cast<std::size_t>(std::min<std::uint64_t>(added_, kCapacity));
  for (std::size_t i = 0; i < kept; ++i) {
    if (now - ring_[i].at > kMemory) continue;
    ++n;
    if (ring_[i].latency <= limit) ++hits;
  }
  return (static_cast<double>(hits) + kPriorWeight * prior) /
         (static_cast<double>(n) + kPriorWeight);
}

}  // namespace orbitmesh
