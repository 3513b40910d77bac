#pragma once

namespace orbitmesh {

/// Density of aluminium [g/cm3].
inline constexpr double kAluminiumDensity_g_cm3 = 2.70;

/// An aluminium shield all round, as a wall of one thickness that protons cross straight ahead
/// and lose energy in, without scattering, range straggling or secondary particles.
class AluminiumShield {
 public:
  /// `thickness_m` >= 0. 2.54 mm are 0.686 g/cm2.
  explicit AluminiumShield(double thickness_m);

  /// Energy outside of a proton that arrives with `inside_MeV` >= 0 [MeV]:
  /// [E^1.77 + x 100^1.77 / 10]^(1/1.77), x the mass per area in g/cm2. The range-energy power
  /// law R = 10 g/cm2 (E / 100 MeV)^1.77.
  double outside_MeV(double inside_MeV) const;
  /// Its inverse; 0 for a proton that the shield stops.
  double inside_MeV(double outside_MeV) const;

  double mm() const { return thickness_m_ * 1e3; }

 private:
  double thickness_m_;
  double offset_;  // of E^1.77 by the shield
};

}  // namespace orbitmesh
