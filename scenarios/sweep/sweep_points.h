#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/sections/sweep_section.h"

namespace orbitmesh {

/// Most runs of one sweep, replications included.
inline constexpr std::int64_t kMaxSweepRuns = 1'000'000;

/// A key and its value at a point, as `--set` takes them.
struct SweepSetting {
  std::string key;
  std::string value;

  std::string assignment() const { return key + "=" + value; }
};

/// One point of a sweep: what is changed in the scenario.
struct SweepPoint {
  std::string variant;                 ///< empty in a sweep without variants
  std::vector<SweepSetting> settings;  ///< the variant's first, then the axes' in their order
  std::size_t of_variant = 0;          ///< how many of them are the variant's
};

/// The points of a sweep: every variant with every point of the axes, variants outermost and
/// the last axis of a grid innermost. Draws come from `seed` and the axis' key, so that
/// another axis does not change them. Throws InputError with the place for an axis
/// without values or with both kinds, a range that is none, lists of unequal length, missing
/// or superfluous `samples`, two variants of one name, and too many points.
std::vector<SweepPoint> sweep_points(const SweepSection& sweep, std::uint64_t seed);

}  // namespace orbitmesh
