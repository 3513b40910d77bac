#include "inference/campaign/share_interval.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "core/rng.h"

namespace orbitmesh {

ShareInterval wilson_interval(std::int64_t hits, std::int64_t trials) {
  if (trials == 0) return {};
  constexpr double kZ = 1.959963984540054;
  const auto n = static_cast<double>(trials);
  const double p = static_cast<double>(hits) / n;
  const double scale = 1 + kZ * kZ / n;
  const double middle = (p + kZ * kZ / (2 * n)) / scale;
  const double half = kZ * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n)) / scale;
  return {hits == 0 ? 0.0 : std::max(0.0, middle - half),
          hits == trials ? 1.0 : std::min(1.0, middle + half)};
}

ShareInterval cluster_interval(const std::vector<ClusterCount>& clusters, std::uint64_t seed) {
  constexpr std::size_t kResamples = 2000;
  constexpr std::size_t kTail = kResamples / 40;
  if (clusters.empty()) return {};
  RngStream stream(seed, "campaign.bootstrap", 0);
  std::vector<double> shares;
  for (std::size_t i = 0; i < kResamples; ++i) {
    ClusterCount sum;
    for (std::size_t k = 0; k < clusters.size(); ++k) {
      const ClusterCount& drawn = clusters[stream.below(clusters.size())];
      sum.hits += drawn.hits;
      sum.trials += drawn.trials;
    }
    shares.push_back(static_cast<double>(sum.hits) / static_cast<double>(sum.trials));
  }
  std::sort(shares.begin(), shares.end());
  ShareInterval interval{shares[kTail], shares[kResamples - 1 - kTail]};
  const auto with_hits = std::count_if(clusters.begin(), clusters.end(),
                                       [](const ClusterCount& c) { return c.hits > 0; });
  if (with_hits < 2) {
    const auto count = static_cast<std::int64_t>(clusters.size());
    interval.high = std::max(interval.high, wilson_interval(with_hits, count).high);
  }
  return interval;
}

}  // namespace orbitmesh
