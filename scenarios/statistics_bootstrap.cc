#include "scenarios/statistics_bootstrap.h"

#include <algorithm>

namespace orbitmesh {
namespace {

constexpr std::int64_t kReplicates = 1000;
constexpr Percentile kLowEnd{25};
constexpr Percentile kHighEnd{975};

/// Percentiles of a resampled set of blocks without building it. Counts of each block's
/// values at up to 256 checkpoints of the sorted sample say between which two checkpoints
/// a rank falls; only that stretch is walked.
class ResampledQuantile {
 public:
  explicit ResampledQuantile(const BlockedSample& sample)
      : sample_(sample), blocks_(sample.block_sizes().size()) {
    constexpr std::size_t kTableLimit = 4'000'000;
    const std::size_t wanted = std::clamp<std::size_t>(kTableLimit / blocks_, 1, 256);
    const std::size_t n = sample.values().size();
    stride_ = (n + wanted - 1) / wanted;
    std::vector<std::uint32_t> running(blocks_, 0);
    for (std::size_t i = 0; i < n; ++i) {
      if (i % stride_ == 0) before_.insert(before_.end(), running.begin(), running.end());
      ++running[sample.block_of()[i]];
    }
  }

  std::int64_t value(Percentile percentile, const std::vector<std::int64_t>& weights) const {
    std::int64_t n = 0;
    for (std::size_t b = 0; b < blocks_; ++b) n += weights[b] * sample_.block_sizes()[b];
    const std::int64_t rank = nearest_rank(percentile, n);
    std::size_t low = 0;  // the last checkpoint with fewer than `rank` values before it
    std::size_t high = before_.size() / blocks_;
    while (high - low > 1) {
      const std::size_t middle = (low + high) / 2;
      (count_before(middle, weights) < rank ? low : high) = middle;
    }
    std::int64_t count = count_before(low, weights);
    std::size_t i = low * stride_;
    while (true) {
      count += weights[sample_.block_of()[i]];
      if (count >= rank) return sample_.values()[i];
      ++i;
    }
  }

 private:
  std::int64_t count_before(std::size_t checkpoint,
                            const std::vector<std::int64_t>& weights) const {
    std::int64_t count = 0;
    const std::uint32_t* row = before_.data() + checkpoint * blocks_;
    for (std::size_t b = 0; b < blocks_; ++b) count += weights[b] * row[b];
    return count;
  }

  const BlockedSample& sample_;
  std::size_t blocks_;
  std::size_t stride_ = 1;
  std::vector<std::uint32_t> before_;  ///< [checkpoint][block]
};

void draw_weights(std::vector<std::int64_t>& weights, RngStream& stream) {
  std::fill(weights.begin(), weights.end(), 0);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    ++weights[static_cast<std::size_t>(stream.below(weights.size()))];
  }
}

Interval ends(std::vector<std::int64_t> estimates) {
  std::sort(estimates.begin(), estimates.end());
  const auto n = static_cast<std::int64_t>(estimates.size());
  return {estimates[static_cast<std::size_t>(nearest_rank(kLowEnd, n) - 1)],
          estimates[static_cast<std::size_t>(nearest_rank(kHighEnd, n) - 1)]};
}

}  // namespace

std::vector<std::optional<Interval>> bootstrap_intervals(const BlockedSample& sample,
                                                         const std::vector<Percentile>& percentiles,
                                                         RngStream stream) {
  std::vector<std::optional<Interval>> intervals(percentiles.size());
  if (sample.blocks() < kLeastBootstrapBlocks) return intervals;
  const ResampledQuantile resampled(sample);
  std::vector<std::vector<std::int64_t>> estimates(percentiles.size());
  std::vector<std::int64_t> weights(static_cast<std::size_t>(sample.blocks()));
  for (std::int64_t replicate = 0; replicate < kReplicates; ++replicate) {
    draw_weights(weights, stream);
    for (std::size_t p = 0; p < percentiles.size(); ++p) {
      estimates[p].push_back(resampled.value(percentiles[p], weights));
    }
  }
  for (std::size_t p = 0; p < percentiles.size(); ++p) intervals[p] = ends(std::move(estimates[p]));
  return intervals;
}

}  // namespace orbitmesh
