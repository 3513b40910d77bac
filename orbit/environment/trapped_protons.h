#pragma once

#include "orbit/environment/geodetic_grid.h"
#include "orbit/environment/trapped_spectrum.h"
#include "orbit/epoch.h"

namespace orbitmesh {

/// Trapped protons of NASA's AP-8 at 300 to 1,200 km: docs/models/trapped-protons.md.
class TrappedProtons {
 public:
  /// `activity` of the Sun: 0 for AP-8 MIN (solar minimum, more protons), 1 for AP-8 MAX; in
  /// between J = J_MIN^(1 - activity) J_MAX^activity.
  explicit TrappedProtons(double activity);

  /// Fluxes above kTrappedEnergies_MeV [1/(cm2 s)] in the first lanes, by the longitude of
  /// the model's own epoch.
  const GeodeticGrid& grid() const { return grid_; }
  /// Longitude of the model's epoch at which the grid is asked for one of `epoch`, in
  /// [-180, 180]: the South Atlantic Anomaly drifts west by 0.3 deg a year
  /// (ECSS-E-ST-10-04C, 9.2.1.1).
  float model_longitude_deg(float lon_deg, Epoch epoch) const;
  /// What model_longitude_deg() adds [deg]; negative before the model's epoch.
  double drift_deg(Epoch epoch) const;

  TrappedSpectrum spectrum(GridPoint where, Epoch epoch) const;

 private:
  GeodeticGrid grid_;
  double reference_year_;
};

}  // namespace orbitmesh
