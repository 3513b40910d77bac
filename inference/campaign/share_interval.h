#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace orbitmesh {

/// 95 % confidence interval of a share, in [0, 1].
struct ShareInterval {
  double low = 0;
  double high = 1;
};

/// Of independent trials: Wilson's score interval (E. B. Wilson, JASA 22, 1927).
/// Preconditions: 0 <= hits <= trials.
ShareInterval wilson_interval(std::int64_t hits, std::int64_t trials);

/// Hits among the trials of one cluster.
struct ClusterCount {
  std::int64_t hits = 0;
  std::int64_t trials = 0;
};

/// Of trials that are alike within a cluster and independent between clusters, as the decisions
/// made with one flip are: percentiles of 2,000 bootstrap resamples of clusters. Where fewer than
/// two clusters have hits, a bootstrap says nothing about the upper end, which is then that of
/// wilson_interval() over clusters.
ShareInterval cluster_interval(const std::vector<ClusterCount>& clusters, std::uint64_t seed);

}  // namespace orbitmesh
