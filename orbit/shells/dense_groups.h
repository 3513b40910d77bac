#pragma once

#include <vector>

namespace orbitmesh {

/// Groups of nearly equal values: again and again the window [v, v + width] with the most
/// values not yet taken, the lowest of equals, until none holds `fewest`. Each group lists
/// indices of `values` in ascending value; the largest group comes first.
/// Precondition: fewest >= 1, finite values. O(n log n + groups n).
std::vector<std::vector<int>> dense_groups(const std::vector<double>& values, double width,
                                           int fewest);

}  // namespace orbitmesh
