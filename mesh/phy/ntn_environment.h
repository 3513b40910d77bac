#pragma once

namespace orbitmesh {

/// Surroundings of a handheld or vehicle under a satellite (3GPP TR 38.811, section 6.6).
enum class NtnEnvironment { kDenseUrban, kUrban, kSuburbanRural };
enum class NtnBand { kS, kKa };

/// Probability that nothing stands between the terminal and a satellite at that elevation:
/// table 6.6.1-1, straight lines between its rows, constant below 10 deg.
double line_of_sight_probability(NtnEnvironment environment, double elevation_rad);

/// Loss on top of free space, tables 6.6.2-1 to 6.6.2-3.
struct NtnShadowing {
  double los_deviation_dB = 0;   ///< of log-normal shadowing with line of sight
  double nlos_deviation_dB = 0;  ///< and without
  double clutter_loss_dB = 0;    ///< added without line of sight
};
NtnShadowing ntn_shadowing(NtnEnvironment environment, NtnBand band, double elevation_rad);

}  // namespace orbitmesh
