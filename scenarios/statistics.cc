#include "scenarios/statistics.h"

#include <algorithm>
#include <numeric>

namespace orbitmesh {
namespace {

/// Probability that of `n` samples at most one lies above a percentile `p` in (0, 1).
/// Grows by multiplication only, so its bits do not depend on libm.
class AtMostOneAbove {
 public:
  explicit AtMostOneAbove(double p) : p_(p), power_(1.0 / p) {}
  void increment() {
    ++n_;
    power_ *= p_;
  }
  double value() const { return power_ * (p_ + static_cast<double>(n_) * (1.0 - p_)); }
  std::int64_t n() const { return n_; }

 private:
  double p_;
  double power_;  ///< p^(n-1)
  std::int64_t n_ = 0;
};

std::int64_t total(const std::vector<std::int64_t>& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

/// Sum of squared block sizes over the sum of block sizes.
double size_weighted_mean(const std::vector<std::int64_t>& sizes) {
  double squares = 0.0;
  for (const std::int64_t m : sizes) squares += static_cast<double>(m) * static_cast<double>(m);
  return squares / static_cast<double>(total(sizes));
}

}  // namespace

std::int64_t nearest_rank(Percentile percentile, std::int64_t n) {
  // Split so that the product cannot overflow for any n.
  const std::int64_t whole = n / 1000 * percentile.per_mille;
  return whole + (n % 1000 * percentile.per_mille + 999) / 1000;
}

std::int64_t minimum_samples(Percentile percentile) {
  constexpr double kRisk = 0.01;
  AtMostOneAbove chance(static_cast<double>(percentile.per_mille) / 1000.0);
  do {
    chance.increment();
  } while (chance.value() > kRisk);
  return chance.n();
}

double intraclass_correlation(const std::vector<std::int64_t>& ones,
                              const std::vector<std::int64_t>& sizes) {
  const double n = static_cast<double>(total(sizes));
  const double k = static_cast<double>(sizes.size());
  const double mean = static_cast<double>(total(ones)) / n;
  if (k < 2.0) return 1.0;
  if (mean == 0.0 || mean == 1.0 || n <= k) return 0.0;
  double between = 0.0;
  double within = 0.0;
  for (std::size_t b = 0; b < sizes.size(); ++b) {
    const double m = static_cast<double>(sizes[b]);
    const double share = static_cast<double>(ones[b]) / m;
    between += m * (share - mean) * (share - mean);
    within += m * share * (1.0 - share);
  }
  const double mean_square_between = between / (k - 1.0);
  const double mean_square_within = within / (n - k);
  const double n0 = (n - size_weighted_mean(sizes)) / (k - 1.0);
  const double rho = (mean_square_between - mean_square_within) /
                     (mean_square_between + (n0 - 1.0) * mean_square_within);
  return std::clamp(rho, 0.0, 1.0);
}

BlockedSample::BlockedSample(std::vector<BlockedValue> values) {
  std::sort(values.begin(), values.end(), [](const BlockedValue& a, const BlockedValue& b) {
    return a.value != b.value ? a.value < b.value : a.block < b.block;
  });
  std::vector<std::int64_t> blocks;
  blocks.reserve(values.size());
  for (const BlockedValue& v : values) blocks.push_back(v.block);
  std::sort(blocks.begin(), blocks.end());
  blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());

  block_sizes_.assign(blocks.size(), 0);
  values_.reserve(values.size());
  block_of_.reserve(values.size());
  for (const BlockedValue& v : values) {
    const auto found = std::lower_bound(blocks.begin(), blocks.end(), v.block);
    const auto block = static_cast<std::uint32_t>(found - blocks.begin());
    values_.push_back(v.value);
    block_of_.push_back(block);
    ++block_sizes_[block];
  }
}

std::int64_t BlockedSample::quantile(Percentile percentile) const {
  return values_[static_cast<std::size_t>(nearest_rank(percentile, size()) - 1)];
}

double BlockedSample::effective_size(Percentile percentile) const {
  if (values_.empty()) return 0.0;
  const std::int64_t q = quantile(percentile);
  auto first = std::upper_bound(values_.begin(), values_.end(), q);
  // When the percentile ties with the maximum nothing exceeds it; reaching it then is
  // the event whose clustering matters.
  if (first == values_.end()) first = std::lower_bound(values_.begin(), values_.end(), q);
  std::vector<std::int64_t> ones(block_sizes_.size(), 0);
  for (auto i = static_cast<std::size_t>(first - values_.begin()); i < values_.size(); ++i) {
    ++ones[block_of_[i]];
  }
  const double n = static_cast<double>(size());
  const double rho = intraclass_correlation(ones, block_sizes_);
  const double design_effect = 1.0 + (size_weighted_mean(block_sizes_) - 1.0) * rho;
  return std::clamp(n / design_effect, static_cast<double>(blocks()), n);
}

}  // namespace orbitmesh
