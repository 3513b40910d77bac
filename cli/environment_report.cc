#include "cli/environment_report.h"

#include "core/units.h"
#include "nodes/effect_rates.h"
#include "orbit/environment/circular_orbit.h"
#include "orbit/environment/ionizing_dose.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kAbove30MeV = 1;  // of kTrappedEnergies_MeV

Geodetic geodetic(GridPoint place) {
  return {place.lat_deg * kDegree, place.lon_deg * kDegree, place.height_km * 1e3};
}

PhaseMeans phase_means(const std::string& trapped, const SpaceEnvironment& environment,
                       const std::vector<GridPoint>& places) {
  constexpr double kInAnomaly_cm2_s = 100;
  PhaseMeans means;
  means.trapped = trapped;
  const double share = 1.0 / static_cast<double>(places.size());
  double there = 0;
  for (const GridPoint& place : places) {
    const ParticleFluxes fluxes = environment.at(geodetic(place), Time{});
    for (std::size_t e = 0; e < kTrappedEnergies_MeV.size(); ++e) {
      means.trapped_cm2_s.above_cm2_s[e] += share * fluxes.trapped.above_cm2_s[e];
    }
    means.galactic_cm2_s += share * fluxes.galactic_protons_cm2_s;
    const double above_30 = fluxes.trapped.above_cm2_s[kAbove30MeV];
    if (above_30 <= kInAnomaly_cm2_s) continue;
    means.time_in_anomaly += share;
    there += share * above_30;
  }
  const double all = means.trapped_cm2_s.above_cm2_s[kAbove30MeV];
  means.fluence_there = all > 0 ? there / all : 0;
  return means;
}

std::vector<DeviceRow> device_rows(const BothPhases& sky, const CircularOrbit& orbit,
                                   const ProfileLibrary& library, const AluminiumShield& shield) {
  std::vector<DeviceRow> rows;
  for (const auto name : library.device_names()) {
    const DeviceProfile& device = *library.find_device(name);
    const GridLanes low = EffectRates(sky.minimum, device, shield).orbit_mean(orbit);
    const GridLanes high = EffectRates(sky.maximum, device, shield).orbit_mean(orbit);
    for (std::size_t e = 0; e < device.effects.size(); ++e) {
      rows.push_back({device.name, device.effects[e].name, device.effects[e].kind,
                      low.at[e] * kYear_s, high.at[e] * kYear_s});
    }
  }
  return rows;
}

AnomalyPeak anomaly_peak(const SpaceEnvironment& environment, double height_km) {
  AnomalyPeak peak;
  // Half a degree, finer than the grid by far.
  for (int i = -180; i <= 180; ++i) {
    for (int j = -360; j < 360; ++j) {
      const Geodetic place{i * 0.5 * kDegree, j * 0.5 * kDegree, height_km * 1e3};
      const double here = environment.trapped()
                              .spectrum(grid_point(place), environment.epoch())
                              .above_cm2_s[kAbove30MeV];
      if (here > peak.above_30MeV_cm2_s) peak = {here, i * 0.5, j * 0.5};
    }
  }
  return peak;
}

}  // namespace

EnvironmentReport environment_report(const BothPhases& sky, const std::vector<WalkerShell>& shells,
                                     const ProfileLibrary& library, double shield_m) {
  const AluminiumShield shield(shield_m);
  const IonizingDose dose(sky.minimum.trapped());
  EnvironmentReport report;
  report.at = sky.minimum.epoch().str();
  report.shield_mm = shield.mm();
  report.peak = anomaly_peak(sky.minimum, shells.front().altitude_m * 1e-3);
  for (const WalkerShell& shell : shells) {
    const CircularOrbit orbit{shell.semi_major_axis_m(), shell.inclination_rad};
    const std::vector<GridPoint> places = orbit_places(orbit);
    report.shells.push_back(
        {shell.name,
         shell.altitude_m * 1e-3,
         shell.inclination_rad / kDegree,
         {phase_means("AP8-MIN", sky.minimum, places), phase_means("AP8-MAX", sky.maximum, places)},
         dose.rad_per_year(orbit, shield),
         device_rows(sky, orbit, library, shield)});
  }
  return report;
}

}  // namespace orbitmesh
