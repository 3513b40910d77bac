#pragma once

#include "core/quantity.h"
#include "core/units.h"

namespace orbitmesh {

/// Quantities of radiation effects, in the units of their field rather than SI's.
using CrossSection = Quantity<struct CrossSectionDimension>;      // [cm2]
using ParticleEnergy = Quantity<struct ParticleEnergyDimension>;  // [MeV]
using Let = Quantity<struct LetDimension>;    // linear energy transfer [MeV cm2/mg]
using Dose = Quantity<struct DoseDimension>;  // absorbed in silicon [rad]

template <>
const QuantityKind& quantity_kind<CrossSection>();
template <>
const QuantityKind& quantity_kind<ParticleEnergy>();
template <>
const QuantityKind& quantity_kind<Let>();
template <>
const QuantityKind& quantity_kind<Dose>();

}  // namespace orbitmesh
