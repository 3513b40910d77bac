#pragma once

#include <cstdint>

#include "core/rng.h"
#include "core/units.h"

namespace orbitmesh {

/// Distribution of a user link's rate over slots, straight lines between its quantiles.
struct CapacityQuantiles {
  BitRate minimum;
  BitRate p5;
  BitRate p50;
  BitRate p95;
  BitRate maximum;
};

/// Starlink user links: down as measured by WetLinks (ends beyond p5 and p95 guessed), up in
/// the same proportions with a mean of 30 Mbit/s. See docs/models/capacity.md.
inline constexpr CapacityQuantiles kUserDownCapacity{
    {30'000'000}, {72'000'000}, {214'000'000}, {336'000'000}, {450'000'000}};
inline constexpr CapacityQuantiles kUserUpCapacity{
    {4'200'000}, {10'000'000}, {30'000'000}, {47'000'000}, {63'000'000}};

/// Correlation of the rate's normal score from one slot to the next. 0.6 gives a median
/// relative change of 27 %, in the middle of the 20 to 34 % measured.
inline constexpr double kSlotCorrelation = 0.6;

/// The rate of one user link in one direction, constant within a slot: a first-order
/// autoregressive process of the rate's normal score. A slot's rate depends on the stream
/// and the slot's number alone.
class CapacityProcess {
 public:
  /// `slot_correlation` in [0, 0.9].
  CapacityProcess(const CapacityQuantiles& quantiles, double slot_correlation, RngStream stream);

  BitRate at(std::int64_t slot);

 private:
  CapacityQuantiles quantiles_;
  double correlation_;
  int innovations_;  // that a slot remembers
  double scale_;     // makes the score's variance 1
  RngStream stream_;
};

/// Share of the daily mean that a cell's load leaves at a local solar hour: 1.13 at 04:00,
/// 0.84 at 20:00, half cosines between them. Any hour, modulo 24.
double diurnal_capacity_factor(double local_solar_hour);

}  // namespace orbitmesh
