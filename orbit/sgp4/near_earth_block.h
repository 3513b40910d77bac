#pragma once

#include "orbit/sgp4/near_earth_terms.h"

namespace orbitmesh {

/// Near-earth objects side by side, and one number of each of them.
inline constexpr int kBlockLanes = 16;
struct alignas(64) BlockLanes {
  double lane[kBlockLanes];
};
using NearEarthBlock = NearEarthTerms<BlockLanes>;

/// States in TEME, [m] and [m/s]; by axis, then object.
struct BlockStates {
  BlockLanes r_teme_m[3];
  BlockLanes v_teme_m_s[3];
};

/// Computes the states of a block by near_earth_state(), `minutes` after each object's epoch.
/// Bit i of the result: object i has a state; the others' numbers mean nothing.
using BlockKernel = unsigned (*)(const NearEarthBlock& block, const GravityConstants& gravity,
                                 const BlockLanes& minutes, BlockStates& states);

/// The same bits from each, in files compiled for their instruction set.
unsigned near_earth_block_baseline(const NearEarthBlock& block, const GravityConstants& gravity,
                                   const BlockLanes& minutes, BlockStates& states);
unsigned near_earth_block_avx2(const NearEarthBlock& block, const GravityConstants& gravity,
                               const BlockLanes& minutes, BlockStates& states);
unsigned near_earth_block_avx512(const NearEarthBlock& block, const GravityConstants& gravity,
                                 const BlockLanes& minutes, BlockStates& states);

}  // namespace orbitmesh
