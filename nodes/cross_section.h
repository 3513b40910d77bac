#pragma once

#include "inference/device_profile.h"

namespace orbitmesh {

/// Proton cross-section of an effect at an energy [cm2], 0 without one. The three forms:
///
/// one energy: sigma (1 - exp(-(E - 5 MeV) / 20 MeV)), scaled to the figure at its energy and
/// 0 below 5 MeV (engineering default for the shape);
/// Bendel, two parameters: (B / A)^14 [1 - exp(-0.18 sqrt(Y))]^4 1e-12 cm2 with
/// Y = (E - A) sqrt(18 / A) (Stapor et al., IEEE Trans. Nucl. Sci. 37, 1990, 1966);
/// Weibull: sigma (1 - exp(-((E - threshold) / width)^shape)).
double proton_sigma_cm2(const DeviceEffect& effect, double energy_MeV);

/// Heavy-ion cross-section at a linear energy transfer [cm2], Weibull's function; 0 without one.
double ion_sigma_cm2(const DeviceEffect& effect, double let_MeV_cm2_mg);

}  // namespace orbitmesh
