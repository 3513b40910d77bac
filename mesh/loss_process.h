#pragma once

#include <cstdint>
#include <string_view>

#include "core/rng.h"
#include "core/time.h"

namespace orbitmesh {

/// Share of packets that a user link loses by itself, besides full queues and hard slot
/// edges (UCLouvain, IMC'22; see docs/models/packet-loss.md).
struct LossRates {
  double idle;   ///< a ping now and then
  double light;  ///< messages
  double bulk;   ///< a link that is kept full
};
inline constexpr LossRates kUserDownLoss{1e-4, 0.0040, 0.0156};
inline constexpr LossRates kUserUpLoss{3.5e-3, 0.0045, 0.0196};

/// How losses lie in time.
struct LossPattern {
  /// Share of time in which losses can occur, (0, 1].
  double lossy_share = 1;
  /// Mean length of such a stretch.
  Duration stretch;
};
/// Losses all over, without memory beyond a burst.
inline constexpr LossPattern kScatteredLoss{};
/// Losses in stretches of 0.56 s, one in 11 s, whatever is sent in them: 10,000 packets on a
/// full downlink. The same mean hurts congestion control far less.
inline constexpr LossPattern kClusteredLoss{0.05, Duration::from_ms(560)};

/// Decides packet after packet of one direction of a link. A burst has one packet with
/// probability 0.955, else two to four, and the packet after it arrives.
class LossProcess {
 public:
  /// Two streams of draws: one for packets, and one for stretches, which thereby are the same
  /// for all traffic.
  LossProcess(const LossPattern& pattern, std::uint64_t seed, std::string_view name);

  /// Whether the next packet, sent at `now`, is lost, for a mean rate of at most half of the
  /// lossy share. `now` may not decrease from call to call.
  bool loses(Time now, double rate);

 private:
  bool in_lossy_stretch(Time now);
  void draw_stretch();
  int draw_burst();

  LossPattern pattern_;
  RngStream packets_;
  RngStream stretches_;
  bool lossy_;
  Time stretch_end_;
  int burst_left_ = 0;
  bool recovering_ = false;
};

}  // namespace orbitmesh
