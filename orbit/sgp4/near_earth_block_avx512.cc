#include "orbit/sgp4/near_earth_block_kernel.h"

namespace orbitmesh {

unsigned near_earth_block_avx512(const NearEarthBlock& block, const GravityConstants& gravity,
                                 const BlockLanes& minutes, BlockStates& states) {
  return near_earth_block<PackPair<Pack8>>(block, gravity, minutes, states);
}

}  // namespace orbitmesh
