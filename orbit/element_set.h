#pragma once

#include <cstdint>
#include <string>

#include "orbit/epoch.h"

namespace orbitmesh {

/// Mean elements of one object at one epoch as SGP4 reads them (TEME of the epoch), in the
/// units of TLE and OMM, so that text read and written again stays the same.
struct ElementSet {
  std::int64_t catalog_number = 0;       ///< NORAD catalogue number, 1 to 999,999,999
  std::string name;                      ///< empty where the source gives none
  std::string international_designator;  ///< COSPAR, "2019-074A"; may be empty
  char classification = 'U';             ///< U, C or S
  Epoch epoch;
  double mean_motion_rev_per_day = 0.0;        ///< Kozai mean motion
  double eccentricity = 0.0;                   ///< [0, 1)
  double inclination_deg = 0.0;                ///< [0, 180]
  double raan_deg = 0.0;                       ///< right ascension of the ascending node, [0, 360)
  double argument_of_perigee_deg = 0.0;        ///< [0, 360)
  double mean_anomaly_deg = 0.0;               ///< [0, 360)
  double bstar_per_earth_radius = 0.0;         ///< drag term B*
  double mean_motion_dot_rev_per_day2 = 0.0;   ///< half the first derivative; SGP4 ignores it
  double mean_motion_ddot_rev_per_day3 = 0.0;  ///< a sixth of the second; SGP4 ignores it
  int ephemeris_type = 0;
  int element_set_number = 0;
  std::int64_t revolution_at_epoch = 0;
};

}  // namespace orbitmesh
