#pragma once

namespace orbitmesh {

/// Sunspot-like activity W of Matthia's model for a solar activity of 0 (W = 15, minimum of
/// the cycle) to 1 (W = 100, maximum); linear.
double gcr_w(double activity);

/// Galactic cosmic-ray protons outside the magnetosphere, differential [1/(m2 sr s MeV)], by
/// Matthia et al. (Adv. Space Res. 51, 2013, 329): C beta^alpha R^-gamma [R/(R + R0)]^Delta / beta
/// with R0 = 0.37 + 3e-4 W^1.45 GV, Delta = 0.02 W + 4.7, and ISO 15390's C = 18.5,
/// gamma = 2.74, alpha = 2.85. Precondition: energy_MeV > 0. docs/models/gcr.md.
double galactic_proton_flux(double energy_MeV, double w);

}  // namespace orbitmesh
