#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace orbitmesh {

/// A percentile in thousandths, so that ranks are exact integers.
struct Percentile {
  int per_mille = 500;  ///< in [1, 999]
};

inline constexpr Percentile kP50{500};
inline constexpr Percentile kP90{900};
inline constexpr Percentile kP99{990};

/// Rank, from 1, of the percentile among `n` sorted values: ceil(p n), the nearest-rank
/// estimator, which always names a value that was observed. Precondition: n > 0.
std::int64_t nearest_rank(Percentile percentile, std::int64_t n);

/// Least number of independent samples that support a percentile at 99 % confidence:
/// the smallest n for which at most one sample above a percentile p has a probability
/// p^n + n (1 - p) p^(n-1) of 1 % or less. This is the early-stopping rule of MLPerf
/// Inference (p90 64, p99 662, p99.9 6,636).
std::int64_t minimum_samples(Percentile percentile);

/// One observation and the block (time slot) whose conditions it shared.
struct BlockedValue {
  std::int64_t value = 0;
  std::int64_t block = 0;
};

/// Observations that are independent between blocks but not within them.
class BlockedSample {
 public:
  explicit BlockedSample(std::vector<BlockedValue> values);

  std::int64_t size() const { return static_cast<std::int64_t>(values_.size()); }
  std::int64_t blocks() const { return static_cast<std::int64_t>(block_sizes_.size()); }
  /// Ascending.
  const std::vector<std::int64_t>& values() const { return values_; }
  /// Of each value, an index in [0, blocks()).
  const std::vector<std::uint32_t>& block_of() const { return block_of_; }
  const std::vector<std::int64_t>& block_sizes() const { return block_sizes_; }

  /// Precondition: size() > 0.
  std::int64_t quantile(Percentile percentile) const;

  /// Number of independent samples that tell as much about the percentile as this one:
  /// N / (1 + (m - 1) rho) with Kish's design effect; rho is the intraclass correlation
  /// over blocks of "the value exceeds the percentile" and m the size-weighted mean
  /// block size. In [blocks(), size()].
  double effective_size(Percentile percentile) const;

 private:
  std::vector<std::int64_t> values_;
  std::vector<std::uint32_t> block_of_;
  std::vector<std::int64_t> block_sizes_;
};

/// Intraclass correlation of a 0/1 variable by one-way analysis of variance for blocks
/// of unequal size, limited to [0, 1]: (MSB - MSW) / (MSB + (n0 - 1) MSW). `ones` counts
/// the ones in each block, `sizes` the values. 1 for a single block, where it cannot be
/// told; 0 when no value differs from another.
double intraclass_correlation(const std::vector<std::int64_t>& ones,
                              const std::vector<std::int64_t>& sizes);

}  // namespace orbitmesh
