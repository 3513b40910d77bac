#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace orbitmesh {

/// One direction of a link in a graph whose nodes are counted from 0.
struct CostArc {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::int64_t cost = 0;       ///< at least 1
  std::uint32_t capacity = 1;  ///< number of paths that may share it
};

/// What two paths may not have in common.
enum class Disjointness {
  kLinks,  ///< arcs beyond their capacity
  kNodes,  ///< also nodes, save the two ends and those of arcs that may be shared
};

struct DisjointPath {
  std::vector<std::uint32_t> arcs;  ///< indices, from the first node to the last
  std::int64_t cost = 0;
};

/// Up to `k` paths of least total cost that are disjoint, in order of cost, then of arcs; all
/// there are when fewer exist. Found by successive shortest augmenting paths (Suurballe 1974,
/// Bhandari 1999), so that an earlier path gives way where that makes room for another.
/// Both directions of a link count as two arcs; no answer uses both. Throws
/// std::invalid_argument for an arc out of range, a cost below 1, and equal ends.
std::vector<DisjointPath> disjoint_paths(std::size_t nodes, const std::vector<CostArc>& arcs,
                                         std::uint32_t from, std::uint32_t to, std::size_t k,
                                         Disjointness disjointness);

}  // namespace orbitmesh
