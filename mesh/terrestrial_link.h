#pragma once

#include <cstdint>

#include "core/rng.h"
#include "core/units.h"

namespace orbitmesh {

/// A radio link on the ground between a robot or car and a base station, access point or
/// other vehicle. Engineering defaults; see docs/models/terrestrial-links.md.
struct TerrestrialLink {
  Duration median_rtt;
  Duration p95_rtt;  ///< at least the median
  BitRate down;      ///< to the robot or car
  BitRate up;
  bool shared = false;  ///< both directions and all users share `down`
  double radius_m = 0;  ///< of coverage
};

inline constexpr TerrestrialLink kLte{
    Duration::from_ms(45), Duration::from_ms(90), {30'000'000}, {10'000'000}, false, 8'000};
inline constexpr TerrestrialLink k5gMidBand{
    Duration::from_ms(22), Duration::from_ms(45), {150'000'000}, {30'000'000}, false, 2'000};
inline constexpr TerrestrialLink kSiteWifi{
    Duration::from_ms(3), Duration::from_ms(12), {200'000'000}, {200'000'000}, false, 150};
inline constexpr TerrestrialLink kV2x{
    Duration::from_ms(5), Duration::from_ms(25), {6'000'000}, {6'000'000}, true, 400};
inline constexpr TerrestrialLink kNrSidelink{
    Duration::from_ms(3), Duration::from_ms(3), {50'000'000}, {50'000'000}, true, 300};

/// Whether the link reaches over a distance.
constexpr bool available(const TerrestrialLink& link, double distance_m) {
  return distance_m <= link.radius_m;
}

/// Half a round trip drawn from the log-normal distribution with the link's median and p95,
/// the same for both directions and all calls with one `interval`: the caller numbers the
/// times in which the load of the link does not change.
Duration draw_one_way_delay(const TerrestrialLink& link, RngStream& stream, std::uint64_t interval);

/// The rate that each of `users` has while all are active. Precondition: users > 0.
struct TerrestrialRate {
  BitRate down;
  BitRate up;
};
TerrestrialRate rate_share(const TerrestrialLink& link, int users);

}  // namespace orbitmesh
