#pragma once

#include "core/time.h"
#include "orbit/epoch.h"

namespace orbitmesh {

/// The global reconfiguration clock: slots of 15 s that begin at seconds 12, 27, 42 and
/// 57 of every UTC minute, everywhere at once (measured: all 1,101 changes of
/// serving satellite in a 2 h record fell there; Tanveer et al., "Making sense of
/// constellations", CoNEXT'23).
class SlotClock {
 public:
  static constexpr Duration kSlot = Duration::from_s(15);
  static constexpr Duration kFirstEdgeOfMinute = Duration::from_s(12);

  explicit SlotClock(Epoch scenario_epoch);

  /// Number of the slot that holds `t`. The slot under way at the epoch is 0.
  std::int64_t slot_at(Time t) const;
  /// Beginning of a slot; slot 0 begins at or before the epoch.
  Time begin(std::int64_t slot) const { return first_begin_ + slot * kSlot; }

 private:
  Time first_begin_;
};

}  // namespace orbitmesh
