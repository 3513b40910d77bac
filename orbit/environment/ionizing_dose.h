#pragma once

#include <vector>

#include "orbit/environment/aluminium_shield.h"
#include "orbit/environment/circular_orbit.h"
#include "orbit/environment/trapped_protons.h"

namespace orbitmesh {

/// Total ionising dose in silicon at the centre of an aluminium sphere: SPENVIS' SHIELDOSE-2
/// table for circular orbits at 550 km (AP-8 MIN and AE-8 MAX), scaled to other heights by the
/// orbit's mean J(>50 MeV). docs/models/dose.md.
class IonizingDose {
 public:
  /// `protons` give the scale and must outlive this.
  explicit IonizingDose(const TrappedProtons& protons);

  /// Mean of an orbit [rad(Si)/yr]. Straight in inclination, in the logarithm of the
  /// thickness and of the dose; shields below 1 mm or above 20 mm count as 1 or 20 mm.
  double rad_per_year(const CircularOrbit& orbit, const AluminiumShield& shield) const;
  /// The same at 550 km.
  double table_rad_per_year(double inclination_deg, double shield_mm) const;

 private:
  double mean_above_50MeV(const CircularOrbit& orbit) const;
  double row_rad(std::size_t inclination, double shield_mm) const;

  const TrappedProtons& protons_;
  std::vector<double> inclinations_deg_;
  std::vector<double> shields_mm_;
  std::vector<double> doses_rad_;  // of five years, by inclination, then by shield
};

}  // namespace orbitmesh
