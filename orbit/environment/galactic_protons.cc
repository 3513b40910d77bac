#include "orbit/environment/galactic_protons.h"

#include "core/math.h"
#include "orbit/environment/geomagnetic_cutoff.h"

namespace orbitmesh {
namespace {

constexpr double kC = 18.5;
constexpr double kGamma = 2.74;
constexpr double kAlpha = 2.85;

}  // namespace

double gcr_w(double activity) { return 15 + 85 * activity; }

double galactic_proton_flux(double energy_MeV, double w) {
  const double rigidity_GV = proton_rigidity_GV(energy_MeV);
  const double beta = rigidity_GV / (energy_MeV * 1e-3 + kProtonMass_GeV);
  const double r0_GV = 0.37 + 3e-4 * math::pow(w, 1.45);
  const double delta = 0.02 * w + 4.7;
  return kC * math::pow(beta, kAlpha - 1) * math::pow(rigidity_GV, -kGamma) *
         math::pow(rigidity_GV / (rigidity_GV + r0_GV), delta);
}

}  // namespace orbitmesh
