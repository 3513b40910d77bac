#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/time.h"

namespace orbitmesh {

/// The newest latencies observed of one place, at most kCapacity and none older than
/// kMemory, so that a place with a bad past is tried again.
class LatencyRecord {
 public:
  static constexpr std::size_t kCapacity = 64;
  static constexpr Duration kMemory = Duration::from_s(60);
  /// How many observations the prior is worth.
  static constexpr double kPriorWeight = 4.0;

  /// `latency` is empty for an attempt without an answer in time. Times of calls must not
  /// decrease.
  void add(Time at, std::optional<Duration> latency);

  /// Probability that the next answer comes within `limit`, as the posterior mean of a
  /// Beta distribution: (hits + kPriorWeight prior) / (n + kPriorWeight), over the n
  /// observations at most kMemory old. `prior` in [0, 1].
  double probability_within(Duration limit, double prior, Time now) const;

  /// Observations at most kMemory old.
  std::int64_t count(Time now) const;

  /// The least latency that at least a share q of them do not exceed; Duration::max() where
  /// that is one without an answer. Preconditions: 0 < q < 1, count(now) > 0.
  Duration quantile(double q, Time now) const;

 private:
  struct Observation {
    Time at;
    Duration latency;  ///< Duration::max() without an answer
  };

  std::vector<Duration> recent(Time now) const;

  std::array<Observation, kCapacity> ring_{};
  std::uint64_t added_ = 0;
};

}  // namespace orbitmesh
