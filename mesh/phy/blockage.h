#pragma once

#include <cstdint>
#include <vector>

#include "core/rng.h"
#include "core/time.h"

namespace orbitmesh {

enum class Blockage {
  kClear,
  kObstructed,  ///< trees, buildings, bridges
  kNoSchedule,  ///< the terminal has no slot
  kNoDownlink,  ///< scheduled, but nothing arrives
};

/// How often and how long one cause interrupts a vehicle's link.
struct BlockageCause {
  Blockage cause = Blockage::kObstructed;
  double events_per_hour = 0;  ///< of driving, interruptions included
  Duration median_duration;
};

/// Outages that a car's terminal reported over a drive of 3.75 h; see docs/models/blockage.md.
std::vector<BlockageCause> measured_drive_blockage();

/// One cause that leaves line of sight for the share `los_probability`, (0, 1], of the time,
/// as Lutz's two-state model with the probabilities of mesh/phy/ntn_environment.h has it.
std::vector<BlockageCause> obstruction(double los_probability, Duration median_duration);

/// A time in which the link's state does not change.
struct BlockageSpell {
  Blockage state = Blockage::kClear;
  Time begin;
  Time end;
};

/// A vehicle's link as a continuous-time Markov chain: clear, or interrupted by one of the
/// causes, with exponential durations; stationary from the epoch on. States depend on the
/// stream alone.
class BlockageProcess {
 public:
  /// Throws InputError when the causes leave no clear time, or a duration is not positive.
  BlockageProcess(std::vector<BlockageCause> causes, RngStream stream);

  /// The spell that holds `t`, at or after the epoch. Going back begins again at the epoch.
  const BlockageSpell& at(Time t);

 private:
  void begin();
  void advance();
  Duration draw_duration(double mean_s);

  std::vector<BlockageCause> causes_;
  double clear_share_ = 1;
  double events_per_s_ = 0;  // of all causes
  RngStream stream_;
  std::uint64_t number_ = 0;
  BlockageSpell spell_;
};

}  // namespace orbitmesh
