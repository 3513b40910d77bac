#pragma once

#include <cstdint>
#include <vector>

#include "core/event_loop.h"
#include "core/units.h"
#include "nodes/radiation_exposure.h"
#include "nodes/zone_view.h"
#include "orbit/environment/space_environment.h"
#include "orbit/ephemeris.h"

namespace orbitmesh {

/// Trapped protons above 30 MeV that make the South Atlantic Anomaly [1/(cm2 s)]: at 550 km and
/// 53 deg where more pass, in 5.7 % of the time, 97 % of all do.
inline constexpr double kAnomalyFlux_cm2_s = 100;
/// Solar protons above 10 MeV that make a storm [1/(cm2 s)]: 10 of them a steradian, the threshold
/// of NOAA's radiation storm S1.
inline constexpr double kStormFlux_cm2_s = 4 * kPi * 10;

/// Zones of satellites by their places in the middle of RadiationExposure's intervals, without a
/// shield.
class RadiationZones final : public ZoneView {
 public:
  /// All must outlive it.
  RadiationZones(const EventLoop& loop, const SpaceEnvironment& environment,
                 const Ephemeris& ephemeris)
      : loop_(loop),
        environment_(environment),
        ephemeris_(ephemeris),
        known_(static_cast<std::size_t>(ephemeris.size())) {}

  RadiationZone zone(NodeId node) const override;

 private:
  struct Known {
    std::int64_t interval = -1;
    RadiationZone zone = RadiationZone::kQuiet;
  };
  RadiationZone zone_at(int satellite, Time t) const;

  const EventLoop& loop_;
  const SpaceEnvironment& environment_;
  const Ephemeris& ephemeris_;
  mutable std::vector<Known> known_;  // by satellite, for the interval asked for last
};

}  // namespace orbitmesh
