#pragma once

#include <cstddef>
#include <vector>

namespace orbitmesh {

/// Galactic ions (Z = 1 to 28) by linear energy transfer in silicon behind 2.54 mm of aluminium
/// and a cutoff rigidity, whatever the shield: omnidirectional integral flux outside the
/// Earth's shadow. Tables for W = 10 and 100 with logarithms linear in W; linear in the
/// rigidity. docs/models/gcr.md.
class IonLetSpectrum {
 public:
  /// `w` as gcr_w() gives it.
  explicit IonLetSpectrum(double w);

  /// LETs of the table [MeV cm2/mg], rising from 0.01 to about 100.
  const std::vector<double>& lets() const { return lets_; }
  /// Flux above lets()[i] [1/(cm2 s)].
  double above(std::size_t i, double cutoff_GV) const;

 private:
  std::vector<double> lets_;
  std::vector<double> fluxes_cm2_s_;  // by LET, then by cutoff
};

}  // namespace orbitmesh
