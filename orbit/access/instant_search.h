#pragma once

#include <cstdint>

#include "core/time.h"

namespace orbitmesh {

/// How closely instants are searched for.
inline constexpr Duration kInstantTolerance = Duration::from_ms(1);

/// Two moments, no farther apart than the tolerance, between which a condition changes.
struct InstantBracket {
  Time before;
  Time after;
};

/// Halves the span from `before`, where `condition(t)` is false, to `after`, where it is
/// true, until it is short. Ends after at most 64 - 20 halvings.
template <class Condition>
InstantBracket bisect(Time before, Time after, Condition condition) {
  while (after - before > kInstantTolerance) {
    const Time middle = before + (after - before) / 2;
    (condition(middle) ? after : before) = middle;
  }
  return {before, after};
}

/// Where `value(t)`, which rises and then falls from `low` to `high`, is greatest, by golden
/// sections.
template <class Value>
Time maximise(Time low, Time high, Value value) {
  constexpr double kGolden = 0.6180339887498949;
  const auto inner = [](Time from, Time to) {
    const double span_ns = static_cast<double>((to - from).ns());
    return from + Duration::from_ns(static_cast<std::int64_t>(kGolden * span_ns));
  };
  const auto mirrored = [&](Time from, Time to) { return from + (to - inner(from, to)); };
  Time left = mirrored(low, high);
  Time right = inner(low, high);
  double at_left = value(left);
  double at_right = value(right);
  while (high - low > kInstantTolerance) {
    if (at_left < at_right) {
      low = left;
      left = right;
      at_left = at_right;
      right = inner(low, high);
      at_right = value(right);
    } else {
      high = right;
      right = left;
      at_right = at_left;
      left = mirrored(low, high);
      at_left = value(left);
    }
  }
  return low + (high - low) / 2;
}

}  // namespace orbitmesh
