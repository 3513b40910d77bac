#pragma once

#include <vector>

#include "core/time.h"
#include "orbit/ephemeris.h"
#include "orbit/epoch.h"
#include "orbit/shadow.h"

namespace orbitmesh {

/// A span of time, [begin, end), in which a satellite sees the Sun, a part of it, or nothing.
struct IlluminationInterval {
  Illumination illumination = Illumination::kSunlit;
  Time begin;
  Time end;
};

/// The illumination of one satellite from `begin` to `end`, without gaps and without two equal
/// neighbours; empty when `begin` is not before `end`. `epoch` is the ephemeris' virtual time 0.
///
/// Entries and exits are within 1 ms. The search looks at a satellite once a minute and at the
/// deepest moment between, so it finds grazing eclipses down to some 10 ms; orbits need a
/// period of at least 20 min, which all orbits around the Earth have.
std::vector<IlluminationInterval> illumination_intervals(const Ephemeris& ephemeris, Epoch epoch,
                                                         int satellite, Time begin, Time end);

}  // namespace orbitmesh
