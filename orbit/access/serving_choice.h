#pragma once

#include <cstdint>
#include <vector>

#include "core/rng.h"

namespace orbitmesh {

/// The year from which the launch-year term counts. A satellite of unknown age stands here:
/// the term is then zero, and the draw the same to the bit as without it.
inline constexpr int kReferenceLaunchYear = 2022;

/// A satellite in view of a terminal at a slot edge.
struct AccessCandidate {
  std::uint32_t satellite = 0;
  double elevation_rad = 0;
  double azimuth_rad = 0;   ///< clockwise from north
  double path_cost_ms = 0;  ///< mean delay on to the datacenters; 0 when there is none
  bool has_path = true;     ///< false: no gateway can be reached through it
  bool served_last_slot = false;
  int launch_year = kReferenceLaunchYear;
};

/// Weights of the conditional logit that the Starlink scheduler was fitted with at three
/// sites (ranges .47-.79, .36-.64, .8-2.1, launch year .19-.72). The path weight is a guess:
/// without it the choice flips between ascending and descending satellites and makes
/// detours of up to 46 ms over the lasers.
struct AccessWeights {
  double elevation_per_10_deg = 0.55;
  double poleward = 0.45;
  double served_last_slot = 1.4;
  double path_per_ms = 0.1;
  double launch_year = 0.45;  ///< utility of a year later than kReferenceLaunchYear
};

/// Utility of one candidate for a terminal at `latitude_rad`.
double access_utility(const AccessCandidate& candidate, double latitude_rad,
                      const AccessWeights& weights);

/// Chooses the serving satellite by a seeded draw from the logit probabilities
/// exp(U_i) / sum exp(U_j). Candidates without a path count only when none has one.
/// Returns the index in `candidates`, or -1 when it is empty. A pure function of its
/// arguments and of the stream's position.
int choose_access(const std::vector<AccessCandidate>& candidates, double latitude_rad,
                  const AccessWeights& weights, RngStream& stream);

}  // namespace orbitmesh
