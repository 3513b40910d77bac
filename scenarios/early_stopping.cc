#include "scenarios/early_stopping.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "core/math.h"

namespace orbitmesh {
namespace {

constexpr double kRisk = 0.01;

/// Natural logarithm of the probability of exactly `over` of `n`.
double log_probability_of(std::int64_t over, std::int64_t n, double p_over) {
  double log = static_cast<double>(over) * math::log(p_over) +
               static_cast<double>(n - over) * math::log(1.0 - p_over);
  for (std::int64_t i = 1; i <= over; ++i) {
    log += math::log(static_cast<double>(n - over + i) / static_cast<double>(i));
  }
  return log;
}

std::int64_t block_of(Time issued, Duration length, Duration edge) {
  const Duration since = issued.since_epoch() - edge;
  const std::int64_t block = since / length;
  return since < length * block ? block - 1 : block;
}

struct BlockCount {
  std::int64_t queries = 0;
  std::int64_t missed = 0;
};

std::vector<BlockCount> count_blocks(std::vector<DecidedRequest> requests, Duration length,
                                     Duration edge) {
  std::sort(requests.begin(), requests.end(), [](const auto& a, const auto& b) {
    return std::tie(a.issued, a.client, a.in_time) < std::tie(b.issued, b.client, b.in_time);
  });
  std::map<std::int64_t, BlockCount> blocks;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const DecidedRequest& first = requests[i];
    BlockCount& block = blocks[block_of(first.issued, length, edge)];
    ++block.queries;
    if (!first.in_time) ++block.missed;  // those in time stand last
    while (i + 1 < requests.size() && requests[i + 1].issued == first.issued &&
           requests[i + 1].client == first.client) {
      ++i;
    }
  }
  std::vector<BlockCount> counts;
  for (const auto& [number, count] : blocks) counts.push_back(count);
  return counts;
}

}  // namespace

double probability_of_at_most(std::int64_t over, std::int64_t n, double p_over) {
  if (static_cast<double>(over) >= static_cast<double>(n) * p_over) return 1.0;
  // From `over` down each probability is less than the one before.
  double term = 1.0;
  double sum = 1.0;
  for (std::int64_t k = over; k > 0 && term > 1e-17 * sum; --k) {
    term *= static_cast<double>(k) * (1.0 - p_over) / (static_cast<double>(n - k + 1) * p_over);
    sum += term;
  }
  return math::exp(log_probability_of(over, n, p_over)) * sum;
}

std::int64_t trials_needed(std::int64_t over, double percentile) {
  const auto enough = [&](std::int64_t n) {
    return probability_of_at_most(over, n, 1.0 - percentile) <= kRisk;
  };
  std::int64_t low = over;  // never enough
  std::int64_t high = over + 1;
  while (!enough(high)) {
    low = high;
    high *= 2;
  }
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (enough(middle) ? high : low) = middle;
  }
  return high;
}

TargetVerdict judge(std::vector<DecidedRequest> requests, const LatencyTarget& target,
                    Duration edge) {
  // Sums of shares that are whole must not be rounded up for their last bit.
  constexpr double kRounding = 1e-9;
  TargetVerdict verdict;
  double over = 0;
  for (const BlockCount& block : count_blocks(std::move(requests), target.block, edge)) {
    ++verdict.blocks;
    over += static_cast<double>(block.missed) / static_cast<double>(block.queries);
  }
  verdict.over = static_cast<std::int64_t>(std::ceil(over - kRounding));
  verdict.needed = trials_needed(verdict.over, target.percentile);
  return verdict;
}

}  // namespace orbitmesh
