#include "nodes/cross_section.h"

#include <cmath>

#include "core/math.h"

namespace orbitmesh {
namespace {

/// 1 - exp(-((x - threshold) / width)^shape); 0 below the threshold.
double weibull(double x, double threshold, double width, double shape) {
  if (x <= threshold) return 0;
  return 1 - math::exp(-math::pow((x - threshold) / width, shape));
}

double one_energy(const OneEnergySigma& known, double energy_MeV) {
  constexpr double kThreshold_MeV = 5;
  constexpr double kWidth_MeV = 20;
  return known.sigma.value.si * weibull(energy_MeV, kThreshold_MeV, kWidth_MeV, 1) /
         weibull(known.energy.si, kThreshold_MeV, kWidth_MeV, 1);
}

double bendel(const BendelSigma& sigma, double energy_MeV) {
  const double a = sigma.a.value;
  if (energy_MeV <= a) return 0;
  const double y = (energy_MeV - a) * std::sqrt(18 / a);
  const double rise = 1 - math::exp(-0.18 * std::sqrt(y));
  return math::pow(sigma.b.value / a, 14) * rise * rise * rise * rise * 1e-12;
}

}  // namespace

double proton_sigma_cm2(const DeviceEffect& effect, double energy_MeV) {
  if (effect.one_energy) return one_energy(*effect.one_energy, energy_MeV);
  if (effect.bendel) return bendel(*effect.bendel, energy_MeV);
  if (!effect.weibull) return 0;
  const ProtonWeibull& form = *effect.weibull;
  return form.sigma.value.si * weibull(energy_MeV, form.threshold.si, form.width.si, form.shape);
}

double ion_sigma_cm2(const DeviceEffect& effect, double let_MeV_cm2_mg) {
  if (!effect.heavy_ion) return 0;
  const IonWeibull& form = *effect.heavy_ion;
  return form.sigma.value.si *
         weibull(let_MeV_cm2_mg, form.threshold.si, form.width.si, form.shape);
}

}  // namespace orbitmesh
