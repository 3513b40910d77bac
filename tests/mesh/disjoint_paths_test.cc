#include "mesh/disjoint_paths.h"

#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <set>
#include <stdexcept>
#include <utility>

#include "core/rng.h"

namespace orbitmesh {
namespace {

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

std::vector<CostArc> both_ways(const std::vector<CostArc>& edges) {
  std::vector<CostArc> arcs;
  for (const CostArc& e : edges) {
    arcs.push_back(e);
    arcs.push_back({e.to, e.from, e.cost, e.capacity});
  }
  return arcs;
}

/// All simple paths, by exhaustion.
std::vector<DisjointPath> all_paths(std::size_t nodes, const std::vector<CostArc>& arcs,
                                    std::uint32_t from, std::uint32_t to) {
  std::vector<DisjointPath> paths;
  DisjointPath path;
  std::vector<bool> seen(nodes, false);
  const std::function<void(std::uint32_t)> visit = [&](std::uint32_t at) {
    if (at == to) {
      paths.push_back(path);
      return;
    }
    seen[at] = true;
    for (std::uint32_t i = 0; i < arcs.size(); ++i) {
      if (arcs[i].from != at || seen[arcs[i].to]) continue;
      path.arcs.push_back(i);
      path.cost += arcs[i].cost;
      visit(arcs[i].to);
      path.cost -= arcs[i].cost;
      path.arcs.pop_back();
    }
    seen[at] = false;
  };
  visit(from);
  return paths;
}

/// What a path takes away from others: its links, and with kNodes its nodes between the ends.
std::set<std::pair<int, std::uint32_t>> taken(const DisjointPath& path,
                                              const std::vector<CostArc>& arcs,
                                              Disjointness disjointness) {
  std::set<std::pair<int, std::uint32_t>> things;
  for (const std::uint32_t arc : path.arcs) things.insert({0, arc / 2});  // both directions
  if (disjointness == Disjointness::kNodes) {
    for (std::size_t i = 0; i + 1 < path.arcs.size(); ++i) {
      things.insert({1, arcs[path.arcs[i]].to});
    }
  }
  return things;
}

bool apart(const std::set<std::pair<int, std::uint32_t>>& a,
           const std::set<std::pair<int, std::uint32_t>>& b) {
  for (const auto& thing : a) {
    if (b.count(thing) > 0) return false;
  }
  return true;
}

/// Least total cost of `k` disjoint paths; kNever when there are fewer.
std::int64_t least_total(const std::vector<DisjointPath>& paths, const std::vector<CostArc>& arcs,
                         std::size_t k, Disjointness disjointness) {
  std::vector<std::set<std::pair<int, std::uint32_t>>> things;
  for (const DisjointPath& path : paths) things.push_back(taken(path, arcs, disjointness));
  std::int64_t least = kNever;
  const std::function<void(std::size_t, std::vector<std::size_t>, std::int64_t)> choose =
      [&](std::size_t first, std::vector<std::size_t> chosen, std::int64_t cost) {
        if (chosen.size() == k) {
          least = std::min(least, cost);
          return;
        }
        for (std::size_t i = first; i < paths.size(); ++i) {
          bool fits = true;
          for (const std::size_t other : chosen) fits = fits && apart(things[i], things[other]);
          if (!fits) continue;
          chosen.push_back(i);
          choose(i + 1, chosen, cost + paths[i].cost);
          chosen.pop_back();
        }
      };
  choose(0, {}, 0);
  return least;
}

void expect_disjoint(const std::vector<DisjointPath>& found, const std::vector<CostArc>& arcs,
                     std::uint32_t from, std::uint32_t to, Disjointness disjointness) {
  for (std::size_t i = 0; i < found.size(); ++i) {
    std::uint32_t at = from;
    std::int64_t cost = 0;
    for (const std::uint32_t arc : found[i].arcs) {
      EXPECT_EQ(arcs[arc].from, at);
      at = arcs[arc].to;
      cost += arcs[arc].cost;
    }
    EXPECT_EQ(at, to);
    EXPECT_EQ(cost, found[i].cost);
    for (std::size_t j = 0; j < i; ++j) {
      EXPECT_TRUE(apart(taken(found[i], arcs, disjointness), taken(found[j], arcs, disjointness)));
      EXPECT_LE(found[j].cost, found[i].cost);
    }
  }
}

TEST(DisjointPaths, AreTheBestOfAllCombinationsOnSmallRandomGraphs) {
  int pairs = 0;
  int triples = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    RngStream random(seed, "test.graph", 0);
    constexpr std::uint32_t kNodes = 7;
    std::vector<CostArc> edges;
    for (std::uint32_t a = 0; a < kNodes; ++a) {
      for (std::uint32_t b = a + 1; b < kNodes; ++b) {
        if (random.uniform() < 0.5) {
          edges.push_back({a, b, 1 + static_cast<std::int64_t>(random.below(9)), 1});
        }
      }
    }
    const std::vector<CostArc> arcs = both_ways(edges);
    const std::vector<DisjointPath> every = all_paths(kNodes, arcs, 0, kNodes - 1);
    for (const Disjointness disjointness : {Disjointness::kLinks, Disjointness::kNodes}) {
      for (std::size_t k = 1; k <= 3; ++k) {
        const auto found = disjoint_paths(kNodes, arcs, 0, kNodes - 1, k, disjointness);
        const std::int64_t least = least_total(every, arcs, k, disjointness);
        ASSERT_EQ(found.size() == k, least < kNever) << seed;
        expect_disjoint(found, arcs, 0, kNodes - 1, disjointness);
        if (least == kNever) continue;
        std::int64_t total = 0;
        for (const DisjointPath& path : found) total += path.cost;
        EXPECT_EQ(total, least) << seed;
        pairs += k == 2 ? 1 : 0;
        triples += k == 3 ? 1 : 0;
      }
    }
  }
  EXPECT_GT(pairs, 100);
  EXPECT_GT(triples, 30);
}

TEST(DisjointPaths, TheShortestPathGivesWayWhereThatMakesRoom) {
  // The trap: 0-1-2-3 is the shortest and blocks both of the others.
  const std::vector<CostArc> arcs =
      both_ways({{0, 1, 1, 1}, {1, 2, 1, 1}, {2, 3, 1, 1}, {0, 2, 5, 1}, {1, 3, 5, 1}});
  EXPECT_EQ(disjoint_paths(4, arcs, 0, 3, 1, Disjointness::kLinks)[0].cost, 3);
  const auto both = disjoint_paths(4, arcs, 0, 3, 2, Disjointness::kLinks);
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[0].cost, 6);
  EXPECT_EQ(both[1].cost, 6);
}

TEST(DisjointPaths, LinksMayBeDisjointWhereNodesAreNot) {
  const std::vector<CostArc> arcs = both_ways({{0, 1, 1, 1},
                                               {1, 2, 1, 1},
                                               {0, 3, 1, 1},
                                               {3, 2, 1, 1},
                                               {2, 4, 1, 1},
                                               {4, 6, 1, 1},
                                               {2, 5, 1, 1},
                                               {5, 6, 1, 1}});
  EXPECT_EQ(disjoint_paths(7, arcs, 0, 6, 2, Disjointness::kLinks).size(), 2U);
  EXPECT_EQ(disjoint_paths(7, arcs, 0, 6, 2, Disjointness::kNodes).size(), 1U);
}

TEST(DisjointPaths, AnArcOfCapacityIsSharedWithItsNodes) {
  const std::vector<CostArc> arcs{
      {0, 1, 1, 2}, {1, 2, 1, 1}, {1, 3, 1, 1}, {2, 4, 1, 1}, {3, 4, 2, 1}};
  const auto found = disjoint_paths(5, arcs, 0, 4, 3, Disjointness::kNodes);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].arcs, (std::vector<std::uint32_t>{0, 1, 3}));
  EXPECT_EQ(found[1].arcs, (std::vector<std::uint32_t>{0, 2, 4}));
}

TEST(DisjointPaths, RefusesWhatIsNoGraph) {
  EXPECT_THROW(disjoint_paths(2, {}, 0, 0, 1, Disjointness::kLinks), std::invalid_argument);
  EXPECT_THROW(disjoint_paths(2, {}, 0, 2, 1, Disjointness::kLinks), std::invalid_argument);
  EXPECT_THROW(disjoint_paths(2, {{0, 2, 1, 1}}, 0, 1, 1, Disjointness::kLinks),
               std::invalid_argument);
  EXPECT_THROW(disjoint_paths(2, {{0, 1, 0, 1}}, 0, 1, 1, Disjointness::kLinks),
               std::invalid_argument);
  EXPECT_TRUE(disjoint_paths(2, {}, 0, 1, 1, Disjointness::kLinks).empty());
  EXPECT_TRUE(disjoint_paths(2, {{0, 1, 1, 1}}, 0, 1, 0, Disjointness::kLinks).empty());
}

}  // namespace
}  // namespace orbitmesh
