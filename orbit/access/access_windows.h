#pragma once

#include <vector>

#include "core/time.h"
#include "orbit/access/access_rules.h"
#include "orbit/access/passes.h"
#include "orbit/ephemeris.h"

namespace orbitmesh {

/// A span of time, both ends included.
struct AccessWindow {
  Time begin;
  Time end;
};

/// When, during a pass over the rules' site, they allow its satellite, in order of time. Edges are
/// within 1 ms and themselves allowed. The rules are asked every `shortest` (at least 1 ms),
/// so no window and no gap that lasts longer is missed. Throws InputError for a shorter one.
std::vector<AccessWindow> access_windows(const Ephemeris& ephemeris, const AccessRules& rules,
                                         const Pass& pass, Duration shortest = Duration::from_s(1));

}  // namespace orbitmesh
