#include "nodes/radiation_zones.h"

#include "orbit/geodetic.h"

namespace orbitmesh {

RadiationZone RadiationZones::zone(NodeId node) const {
  if (node.index() >= known_.size()) return RadiationZone::kQuiet;
  constexpr Duration kInterval = RadiationExposure::kInterval;
  const std::int64_t interval = loop_.now().since_epoch() / kInterval;
  Known& known = known_[node.index()];
  if (known.interval != interval) {
    const Time middle = Time{} + kInterval * interval + kInterval / 2;
    known = {interval, zone_at(static_cast<int>(node.value), middle)};
  }
  return known.zone;
}

RadiationZone RadiationZones::zone_at(int satellite, Time t) const {
  const Vec3 r_ecef_m = ephemeris_.position_ecef_m(satellite, t);
  if (!has_position(r_ecef_m)) return RadiationZone::kQuiet;
  const ParticleFluxes fluxes = environment_.at(ecef_to_geodetic(r_ecef_m), t);
  if (fluxes.solar_protons_cm2_s > kStormFlux_cm2_s) return RadiationZone::kStorm;
  return fluxes.trapped.above(30) > kAnomalyFlux_cm2_s ? RadiationZone::kAnomaly
                                                       : RadiationZone::kQuiet;
}

}  // namespace orbitmesh
