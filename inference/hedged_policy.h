#pragma once

#include <optional>

#include "inference/latency_record.h"
#include "inference/offload_policy.h"

namespace orbitmesh {

/// Runs every request at the place of least estimated latency and, when no answer has come
/// for a while, a second copy at the next best place; the first answer counts (Dean and
/// Barroso, "The tail at scale", CACM 56(2), 2013). The client's own accelerator is such a
/// place too; a request placed there first has no second copy, since its end is known.
///
/// The second copy starts a fixed time `after` issue or, without one, at the `quantile` of
/// the latencies of this workload's remote attempts that were observed lately
/// (LatencyRecord); an attempt that another one overtook or that failed counts with the time
/// it had taken by then, the least that it can have been. Before there are kEnough of them it
/// starts at half the deadline; it never starts later than at the deadline.
class HedgedPolicy final : public OffloadPolicy {
 public:
  static constexpr std::int64_t kEnough = 8;

  /// Precondition: 0 < quantile < 1.
  HedgedPolicy(std::optional<Duration> after, double quantile)
      : after_(after), quantile_(quantile) {}
  Placement place(const PolicyView& view) override;
  void observe(const AttemptObservation& observation) override;

 private:
  Duration start_of_second(const PolicyView& view) const;

  std::optional<Duration> after_;
  double quantile_;
  LatencyRecord record_;
};

}  // namespace orbitmesh
