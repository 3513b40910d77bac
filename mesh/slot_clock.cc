#include "mesh/slot_clock.h"

namespace orbitmesh {

SlotClock::SlotClock(Epoch scenario_epoch) {
  const Duration in_minute = Duration::from_ns(scenario_epoch.ns_of_minute());
  const Duration into_slot = (in_minute - kFirstEdgeOfMinute + Duration::from_s(60)) % kSlot;
  first_begin_ = Time{} - into_slot;
}

std::int64_t SlotClock::slot_at(Time t) const { return (t - first_begin_) / kSlot; }

}  // namespace orbitmesh
