#pragma once

#include <utility>
#include <vector>

namespace orbitmesh {

/// Pairs points of two sets on a circle one to one: the nearest two of different sets
/// first, then the nearest of the rest, until no two are within `widest_rad`. Angles in
/// [0, 2 pi). Each pair is (index in a, index in b); the pairs ascend in the first.
/// O(n log n).
std::vector<std::pair<int, int>> match_on_circle(const std::vector<double>& a_rad,
                                                 const std::vector<double>& b_rad,
                                                 double widest_rad);

}  // namespace orbitmesh
