#pragma once

#include <cstdint>

#include "core/time.h"

namespace orbitmesh {

struct CoDelParameters {
  Duration target;    ///< sojourn that a queue may have for good
  Duration interval;  ///< for which it may be longer before packets are dropped
};

/// Controlled delay (RFC 8289): drops from the head of a queue whose packets have waited
/// longer than the target for an interval, at first one an interval, then ever more often
/// until the wait is below the target again.
class CoDel {
 public:
  explicit CoDel(const CoDelParameters& parameters) : parameters_(parameters) {}

  /// Whether the packet at the head is dropped in place of being sent at `now`. `sojourn` is
  /// how long it has waited, `last` that none waits behind it. To be asked for every packet
  /// that comes to the head.
  bool drops(Time now, Duration sojourn, bool last);

 private:
  bool too_long(Time now, Duration sojourn, bool last);
  Time next_drop(Time from) const;

  CoDelParameters parameters_;
  Time above_until_ = Time::max();  // when a sojourn above the target becomes too long
  Time drop_next_;
  std::int64_t count_ = 0;       // drops of this spell
  std::int64_t last_count_ = 0;  // with which this one began
  bool dropping_ = false;
};

}  // namespace orbitmesh
