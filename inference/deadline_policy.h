#pragma once

#include <map>
#include <optional>

#include "inference/fallback.h"
#include "inference/latency_record.h"
#include "inference/offload_policy.h"

namespace orbitmesh {

/// Maximises the probability of an answer within the deadline.
///
/// A remote node's probability P(t) of answering within t comes from the latencies
/// observed lately (LatencyRecord) of its class: all satellites together, since the
/// nearest is soon another, and each ground node by itself. The prior follows from the
/// estimate L of inference/latency_estimate.h: 1 up to L = t / 2, 0 from L = t on, linear
/// between, because what the estimate leaves out can only add. A node without a path is
/// no option. The client's own accelerator is known exactly: 1 if its wait and service
/// end within the deadline, else 0.
///
/// With Fallback::kLocal, and where wait and service of the own accelerator fit into the
/// deadline D, every remote placement carries a fallback at
///
///     D - local service - kFallbackMargin
///
/// after issue, if that is more than 0, and its probability is that of the pair, which is 1.
///
/// Options whose probability is within kTie of the greatest are equal; of these the one
/// with the least expected energy wins: service time times the power of the profile, for
/// a fallback weighted with the probability that it starts. That probability leaves out
/// the handshake, which serves later requests as well. Energy of the radio links is left
/// out, and an unknown power counts as more than any known. Then local comes before
/// satellite before ground, then the lowest id. When no option reaches kTie, the deadline
/// is out of reach and the least estimated latency wins.
///
/// Nothing is random; a class with a bad record is tried again when the record has aged.
class DeadlinePolicy final : public OffloadPolicy {
 public:
  static constexpr double kTie = 0.01;
  static constexpr Duration kFallbackMargin = Duration::from_ms(10);

  explicit DeadlinePolicy(Fallback fallback) : fallback_(fallback) {}
  Placement place(const PolicyView& view) override;
  void observe(const AttemptObservation& observation) override;

 private:
  struct Option {
    Placement placement;
    double in_time = 0;   ///< probability
    double energy_j = 0;  ///< expected; infinite when unknown
  };

  std::optional<Duration> fallback_start(const PolicyView& view) const;
  Option local_option(const PolicyView& view) const;
  // Of a candidate with a path.
  Option remote_option(const PolicyView& view, const Candidate& candidate) const;
  double probability_within(Duration limit, const PolicyView& view,
                            const Candidate& candidate) const;
  /// Null when nothing was observed of its class.
  const LatencyRecord* record_of(const Candidate& candidate) const;

  Fallback fallback_;
  LatencyRecord satellites_;
  std::map<NodeId, LatencyRecord> ground_;
};

}  // namespace orbitmesh
