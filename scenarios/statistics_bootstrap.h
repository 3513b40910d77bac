#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/rng.h"
#include "scenarios/statistics.h"

namespace orbitmesh {

/// A confidence interval, both ends included, in the sample's unit.
struct Interval {
  std::int64_t low = 0;
  std::int64_t high = 0;
};

/// Fewest blocks for which an interval is given. With fewer, resampled blocks repeat too
/// few conditions and the interval is far too narrow (engineering choice).
inline constexpr std::int64_t kLeastBootstrapBlocks = 10;

/// 95 % percentile intervals of `percentiles` by the block bootstrap: 1,000 times as many
/// blocks as there are, drawn whole and with replacement. One result for each percentile;
/// empty below kLeastBootstrapBlocks. The same stream gives the same intervals.
std::vector<std::optional<Interval>> bootstrap_intervals(const BlockedSample& sample,
                                                         const std::vector<Percentile>& percentiles,
                                                         RngStream stream);

}  // namespace orbitmesh
