#include "inference/latency_record.h"

#include <algorithm>
#include <cmath>

namespace orbitmesh {

void LatencyRecord::add(Time at, std::optional<Duration> latency) {
  ring_[added_ % kCapacity] = {at, latency.value_or(Duration::max())};
  ++added_;
}

std::vector<Duration> LatencyRecord::recent(Time now) const {
  std::vector<Duration> latencies;
  const auto kept = static_cast<std::size_t>(std::min<std::uint64_t>(added_, kCapacity));
  for (std::size_t i = 0; i < kept; ++i) {
    if (now - ring_[i].at <= kMemory) latencies.push_back(ring_[i].latency);
  }
  return latencies;
}

double LatencyRecord::probability_within(Duration limit, double prior, Time now) const {
  const std::vector<Duration> latencies = recent(now);
  const auto hits = std::count_if(latencies.begin(), latencies.end(),
                                  [&](Duration latency) { return latency <= limit; });
  return (static_cast<double>(hits) + kPriorWeight * prior) /
         (static_cast<double>(latencies.size()) + kPriorWeight);
}

std::int64_t LatencyRecord::count(Time now) const {
  return static_cast<std::int64_t>(recent(now).size());
}

Duration LatencyRecord::quantile(double q, Time now) const {
  std::vector<Duration> latencies = recent(now);
  const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(latencies.size())));
  const auto at =
      latencies.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1)) - 1;
  std::nth_element(latencies.begin(), at, latencies.end());
  return *at;
}

}  // namespace orbitmesh
