#include "mesh/codel.h"

#include <cmath>

namespace orbitmesh {

bool CoDel::too_long(Time now, Duration sojourn, bool last) {
  if (sojourn < parameters_.target || last) {
    above_until_ = Time::max();
    return false;
  }
  if (above_until_ == Time::max()) above_until_ = now + parameters_.interval;
  return above_until_ <= now;
}

Time CoDel::next_drop(Time from) const {
  const double spacing_s = parameters_.interval.seconds() / std::sqrt(static_cast<double>(count_));
  return from + Duration::from_seconds(spacing_s);
}

bool CoDel::drops(Time now, Duration sojourn, bool last) {
  if (!too_long(now, sojourn, last)) {
    dropping_ = false;
    return false;
  }
  if (dropping_) {
    if (now < drop_next_) return false;
    ++count_;
    drop_next_ = next_drop(drop_next_);
    return true;
  }
  dropping_ = true;
  // Shortly after the last spell the rate of drops goes on from where it was.
  constexpr std::int64_t kRecent = 16;
  const std::int64_t added = count_ - last_count_;
  const bool recent = now < drop_next_ + kRecent * parameters_.interval;
  count_ = added > 1 && recent ? added : 1;
  last_count_ = count_;
  drop_next_ = next_drop(now);
  return true;
}

}  // namespace orbitmesh
