#pragma once

#include "orbit/sgp4/near_earth_block.h"
#include "orbit/sgp4/near_earth_kernel.h"
#include "orbit/sgp4/pack_pair.h"

namespace orbitmesh {

/// A BlockKernel with packs of one width.
template <class P>
[[gnu::always_inline]] inline unsigned near_earth_block(const NearEarthBlock& block,
                                                        const GravityConstants& gravity,
                                                        const BlockLanes& minutes,
                                                        BlockStates& states) {
  const double r_unit = gravity.earth_radius_m;
  const double v_unit = gravity.velocity_unit_m_s;
  unsigned valid = 0;
  for (int first = 0; first < kBlockLanes; first += PackTraits<P>::kLanes) {
    const NearEarthState<P> at =
        near_earth_state<P>(block, gravity.j2, PackTraits<P>::load(minutes.lane + first), first);
    for (int axis = 0; axis < 3; ++axis) {
      PackTraits<P>::store(r_unit * at.state.position[axis], states.r_teme_m[axis].lane + first);
      PackTraits<P>::store(v_unit * at.state.velocity[axis], states.v_teme_m_s[axis].lane + first);
    }
    valid |= at.valid << first;
  }
  return valid;
}

}  // namespace orbitmesh
