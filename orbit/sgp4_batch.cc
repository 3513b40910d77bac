#include "orbit/sgp4_batch.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "orbit/sgp4/near_earth_block.h"
#include "orbit/sgp4/sgp4_propagator.h"

namespace orbitmesh {
namespace {

constexpr unsigned kAllLanes = (1U << kBlockLanes) - 1;

BlockKernel kernel_of(SimdLevel level) {
  switch (std::min(level, best_simd_level())) {
    case SimdLevel::kAvx512:
      return near_earth_block_avx512;
    case SimdLevel::kAvx2:
      return near_earth_block_avx2;
    case SimdLevel::kBaseline:
      break;
  }
  return near_earth_block_baseline;
}

void set_lane(NearEarthBlock& block, std::size_t lane, const NearEarthTerms<double>& terms) {
  constexpr std::size_t kTerms = sizeof terms / sizeof(double);
  static_assert(sizeof block == kTerms * sizeof(BlockLanes), "a row of lanes for each term");
  std::array<double, kTerms> values;
  std::array<BlockLanes, kTerms> rows;
  std::memcpy(&values, &terms, sizeof terms);
  std::memcpy(&rows, &block, sizeof block);
  for (std::size_t i = 0; i < kTerms; ++i) rows[i].lane[lane] = values[i];
  std::memcpy(&block, &rows, sizeof block);
}

/// Objects of one pass through the kernel. Unused lanes at the end repeat the last object.
struct Block {
  NearEarthBlock terms;
  std::array<Epoch, kBlockLanes> epochs;
  std::array<int, kBlockLanes> members;  ///< their places in the order of the element sets
  std::size_t size = 0;

  void add(int member, const Sgp4Propagator& propagator) {
    for (std::size_t lane = size; lane < kBlockLanes; ++lane) {
      set_lane(terms, lane, propagator.terms());
      epochs[lane] = propagator.epoch();
    }
    members[size++] = member;
  }

  BlockLanes minutes_until(Epoch at) const {
    BlockLanes minutes;
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      minutes.lane[lane] = minutes_between(epochs[lane], at);
    }
    return minutes;
  }
};

/// The caller's arrays; all but the first may be null.
struct Results {
  Vec3* r_teme_m;
  Vec3* v_teme_m_s;
  Sgp4Error* error;

  void put(int member, const Sgp4State& state) const {
    r_teme_m[member] = state.r_teme_m;
    if (v_teme_m_s != nullptr) v_teme_m_s[member] = state.v_teme_m_s;
    if (error != nullptr) error[member] = state.error;
  }

  void put(const Block& block, const BlockStates& states) const {
    put_axes(block, states.r_teme_m, r_teme_m);
    if (v_teme_m_s != nullptr) put_axes(block, states.v_teme_m_s, v_teme_m_s);
    for (std::size_t lane = 0; error != nullptr && lane < block.size; ++lane) {
      error[block.members[lane]] = Sgp4Error::kNone;
    }
  }

 private:
  static void put_axes(const Block& block, const BlockLanes (&axes)[3], Vec3* out) {
    for (std::size_t lane = 0; lane < block.size; ++lane) {
      out[block.members[lane]] = {axes[0].lane[lane], axes[1].lane[lane], axes[2].lane[lane]};
    }
  }
};

}  // namespace

struct Sgp4Batch::Members {
  BlockKernel kernel;
  GravityConstants gravity;
  std::vector<Sgp4Propagator> propagators;
  std::vector<Block> blocks;
  std::vector<int> others;  ///< not for the kernel: deep space, eccentric, refused

  const Sgp4Propagator& propagator(int member) const {
    return propagators[static_cast<std::size_t>(member)];
  }

  void add(int member) {
    if (!propagator(member).is_round()) {
      others.push_back(member);
      return;
    }
    if (blocks.empty() || blocks.back().size == kBlockLanes) blocks.emplace_back();
    blocks.back().add(member, propagator(member));
  }

  void propagate_block(const Block& block, Epoch at, const Results& results) const {
    const BlockLanes minutes = block.minutes_until(at);
    BlockStates states;
    const unsigned valid = kernel(block.terms, gravity, minutes, states);
    results.put(block, states);
    if (valid == kAllLanes) return;
    for (std::size_t lane = 0; lane < block.size; ++lane) {
      if ((valid >> lane & 1U) != 0) continue;
      const int member = block.members[lane];
      results.put(member, propagator(member).general_state(minutes.lane[lane]));
    }
  }
};

Sgp4Batch::Sgp4Batch(const std::vector<ElementSet>& elements, GravityModel gravity,
                     SimdLevel level) {
  auto members = std::make_shared<Members>();
  members->kernel = kernel_of(level);
  members->gravity = gravity_constants(gravity);
  members->propagators.reserve(elements.size());
  for (const ElementSet& set : elements) members->propagators.emplace_back(set, gravity);
  for (int i = 0; i < static_cast<int>(elements.size()); ++i) members->add(i);
  members_ = std::move(members);
}

int Sgp4Batch::size() const { return static_cast<int>(members_->propagators.size()); }

void Sgp4Batch::propagate(Epoch at, Vec3* r_teme_m, Vec3* v_teme_m_s, Sgp4Error* error) const {
  const Results results = {r_teme_m, v_teme_m_s, error};
  for (const Block& block : members_->blocks) members_->propagate_block(block, at, results);
  for (const int member : members_->others) {
    const Sgp4Propagator& propagator = members_->propagator(member);
    results.put(member, propagator.state(minutes_between(propagator.epoch(), at)));
  }
}

}  // namespace orbitmesh
