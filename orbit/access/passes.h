#pragma once

#include <vector>

#include "core/time.h"
#include "orbit/ephemeris.h"
#include "orbit/ground_site.h"

namespace orbitmesh {

/// A moment of a pass.
struct PassPoint {
  Time at;
  LookAngles look;
};

/// A satellite's way over a site, from where it comes up to the minimum elevation to where it
/// goes below.
struct Pass {
  int satellite = 0;
  PassPoint rise;
  PassPoint culmination;  ///< where it stands highest within the window
  PassPoint set;
  bool rise_cut = false;  ///< already up at the window's begin; `rise` is there
  bool set_cut = false;   ///< still up at the window's end; `set` is there
};

/// What passes to look for.
struct PassSearch {
  Time begin;
  Time end;
  double min_elevation_rad = 0.0;  ///< (-pi/2, pi/2), geometric, no refraction
  /// No pass that lasts longer is missed, and no gap that lasts longer is closed; at least
  /// 1 ms.
  Duration shortest = Duration::from_s(1);
};

/// The passes of one satellite, in order of time: docs/models/passes.md. Rise and set are
/// within 1 ms and themselves in view; culminations within 10 ms. A satellite that stands at
/// the Earth's centre (orbit/ephemeris.h) is not in view, and is looked at once a minute until it
/// has a position again. Throws InputError for a search out of its ranges or with an end before
/// its begin.
/// Precondition: 0 <= satellite < ephemeris.size().
std::vector<Pass> find_passes(const Ephemeris& ephemeris, int satellite, const GroundSite& site,
                              const PassSearch& search);

/// The passes of several satellites, ordered by rise, then satellite.
std::vector<Pass> find_passes(const Ephemeris& ephemeris, const std::vector<int>& satellites,
                              const GroundSite& site, const PassSearch& search);

}  // namespace orbitmesh
