#include "orbit/environment/space_environment.h"

#include "orbit/environment/galactic_protons.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kGalactic = 0;
constexpr std::size_t kSolar = 1;

double above_10MeV(double energy_MeV) { return energy_MeV >= 10 ? 1.0 : 0.0; }

}  // namespace

SpaceEnvironment::SpaceEnvironment(Epoch epoch, const SolarConditions& sun)
    : epoch_(epoch), sun_(sun), trapped_(sun.activity) {
  above_10MeV_.add(kGalactic, fold_galactic_protons(above_10MeV, gcr_w(sun.activity)));
  above_10MeV_.add(kSolar, fold_worst_day_protons(above_10MeV));
}

Magnetosphere SpaceEnvironment::magnetosphere(Time t) const {
  constexpr int kDecays = 5;
  for (const SolarParticleEvent& event : sun_.events) {
    const bool on = t >= event.start && t < event.start + event.rise + event.decay * kDecays;
    if (on && event.state == Magnetosphere::kStormy) return Magnetosphere::kStormy;
  }
  return Magnetosphere::kQuiet;
}

double SpaceEnvironment::solar_intensity(Time t) const {
  double sum = 0;
  for (const SolarParticleEvent& event : sun_.events) sum += event.intensity(t);
  return sum;
}

ParticleFluxes SpaceEnvironment::at(Geodetic place, Time t) const {
  const GridPoint where = grid_point(place);
  ParticleFluxes fluxes;
  fluxes.trapped = trapped_.spectrum(where, epoch_ + t.since_epoch());
  const float l = cutoff_.l_shell(where);
  const float cutoff_GV = GeomagneticCutoff::rigidity_of_l_GV(l, magnetosphere(t));
  GridLanes protons;
  above_10MeV_.add_to(cutoff_GV, unshadowed_share(where.height_km), protons);
  fluxes.galactic_protons_cm2_s = protons.at[kGalactic];
  fluxes.solar_protons_cm2_s = protons.at[kSolar] * solar_intensity(t);
  fluxes.l_shell = l;
  fluxes.cutoff_GV = cutoff_GV;
  return fluxes;
}

}  // namespace orbitmesh
