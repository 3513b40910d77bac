#pragma once

#include <vector>

#include "core/time.h"
#include "orbit/environment/geomagnetic_cutoff.h"

namespace orbitmesh {

/// One solar particle event. Its intensity rises linearly and then decays exponentially; the
/// first 24 hours bring `scale` times the protons of CREME96's worst day.
struct SolarParticleEvent {
  Time start;
  Duration rise = Duration::from_s(4 * 3600);    ///< > 0
  Duration decay = Duration::from_s(18 * 3600);  ///< > 0, to 1/e
  double scale = 1.0;                            ///< >= 0
  Magnetosphere state = Magnetosphere::kQuiet;   ///< during the event

  /// Flux at a time relative to the worst day's mean.
  double intensity(Time at) const;
};

/// CREME96's worst-day solar protons at 1 AU outside the magnetosphere (Tylka et al., IEEE
/// Trans. Nucl. Sci. 44, 1997, 2150), as SPENVIS tabulates them.
class WorstDayProtons {
 public:
  WorstDayProtons();

  /// Integral flux above an energy of 0.1 to 500 MeV [1/(m2 sr s)], straight in the logarithms;
  /// 0 above the table's end.
  double above(double energy_MeV) const;

 private:
  std::vector<double> log_energies_;
  std::vector<double> log_fluxes_;
};

}  // namespace orbitmesh
