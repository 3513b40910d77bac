#pragma once

#include <algorithm>
#include <cstdint>

namespace orbitmesh {

/// What a satellite's bus let its accelerators do over a run, by its knots.
struct BusSummary {
  std::int64_t knots = 0;
  std::int64_t knots_off = 0;     ///< down for any reason, or restarting
  double clock_sum = 0;           ///< over all knots, 0 while off
  double least_clock = 1;         ///< while on
  double least_charge_j = 0;      ///< of the battery
  double hottest_junction_k = 0;  ///< of the chips at the power before the knot's decision

  double mean_clock() const { return knots > 0 ? clock_sum / static_cast<double>(knots) : 1.0; }

  /// One knot more; `clock` is 0 while the accelerators are down.
  void add(double clock, double charge_j, double junction_k) {
    least_charge_j = knots == 0 ? charge_j : std::min(least_charge_j, charge_j);
    ++knots;
    clock_sum += clock;
    if (clock == 0.0) ++knots_off;
    if (clock > 0.0) least_clock = std::min(least_clock, clock);
    hottest_junction_k = std::max(hottest_junction_k, junction_k);
  }
};

}  // namespace orbitmesh
