#pragma once

#include "core/rng.h"

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

/// How losses lie among packets.
struct LossPattern {
  /// Share of packets in whose neighbourhood losses can occur, (0, 1].
  double lossy_share = 1;
  /// Mean length of such a stretch, packets.
  double episode_packets = 1;
};
/// Losses all over, without memory beyond a burst.
inline constexpr LossPattern kScatteredLoss{};
/// Losses in stretches of 10,000 packets among 200,000: about one in a slot of 15 s on a
/// full downlink. The same mean hurts congestion control far less.
inline constexpr LossPattern kClusteredLoss{0.05, 10'000};

/// Decides packet after packet of one direction of a link. A burst has one packet with
/// probability 0.955, else two to four, and the packet after it arrives.
class LossProcess {
 public:
  LossProcess(const LossPattern& pattern, RngStream stream);

  /// Whether the next packet is lost, for a mean rate of at most half of the lossy share.
  bool loses(double rate);

 private:
  /// Whether the present packet lies in a lossy stretch; draws where the next one lies.
  bool step_stretch();
  int draw_burst();

  LossPattern pattern_;
  RngStream stream_;
  bool lossy_;
  int burst_left_ = 0;
  bool recovering_ = false;
};

}  // namespace orbitmesh
