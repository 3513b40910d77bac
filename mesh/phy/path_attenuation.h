#pragma once

namespace orbitmesh {

/// What the atmosphere takes from a slant path, all at one moment or all exceeded for one
/// percentage of the time. For less than 1 % of the time P.618 takes gas and cloud at 1 %.
struct PathAttenuation {
  double gas_dB = 0;
  double cloud_dB = 0;
  double rain_dB = 0;
  double scintillation_dB = 0;

  /// gas + sqrt((rain + cloud)^2 + scintillation^2): Rec. ITU-R P.618-13, section 2.5.
  double total_dB() const;
};

}  // namespace orbitmesh
