#include "orbit/access/access_windows.h"

#include <algorithm>

#include "core/error.h"
#include "orbit/access/instant_search.h"

namespace orbitmesh {

std::vector<AccessWindow> access_windows(const Ephemeris& ephemeris, const AccessRules& rules,
                                         const Pass& pass, Duration shortest) {
  if (shortest < Duration::from_ms(1)) {
    throw InputError("access windows: the shortest window to find is under 1 ms");
  }
  const auto allowed = [&](Time t) {
    const Vec3 r_ecef_m = ephemeris.position_ecef_m(pass.satellite, t);
    return rules.block(look_angles(rules.site(), r_ecef_m)) == AccessBlock::kNone;
  };
  std::vector<AccessWindow> windows;
  Time before = pass.rise.at;
  bool allowed_before = allowed(before);
  if (allowed_before) windows.push_back({before, before});
  while (before < pass.set.at) {
    const Time here = std::min(before + shortest, pass.set.at);
    const bool allowed_here = allowed(here);
    if (allowed_here && !allowed_before) {
      windows.push_back({bisect(before, here, allowed).after, here});
    } else if (allowed_here) {
      windows.back().end = here;
    } else if (allowed_before) {
      windows.back().end = bisect(before, here, [&](Time t) { return !allowed(t); }).before;
    }
    before = here;
    allowed_before = allowed_here;
  }
  return windows;
}

}  // namespace orbitmesh
