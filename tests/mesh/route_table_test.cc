#include "mesh/route_table.h"

#include <gtest/gtest.h>

#include <vector>

#include "core/rng.h"
#include "orbit/plus_grid.h"
#include "tests/mesh/heap_dijkstra.h"

namespace orbitmesh {
namespace {

using Cost = RouteTable::Cost;
using Edge = RouteTable::Edge;
using Seeds = std::vector<HeapDijkstra::Seed>;

struct Problem {
  std::size_t satellites = 0;
  std::vector<Edge> edges;
  std::vector<Cost> costs;
  std::vector<Seeds> seeds;  // of each column
};

Problem random_problem(std::uint64_t seed) {
  RngStream rng(seed, "test.graph", 0);
  Problem problem;
  problem.satellites = 1 + rng.below(80);
  const std::size_t edges = rng.below(2 * problem.satellites);
  for (std::size_t e = 0; e < edges; ++e) {
    problem.edges.push_back({static_cast<std::uint32_t>(rng.below(problem.satellites)),
                             static_cast<std::uint32_t>(rng.below(problem.satellites))});
    const bool cut = rng.below(10) == 0;
    problem.costs.push_back(cut ? RouteTable::kUnreachable
                                : 1 + static_cast<Cost>(rng.below(seed % 2 == 0 ? 5 : 5'000'000)));
  }
  problem.seeds.resize(1 + rng.below(40));
  for (Seeds& seeds : problem.seeds) {
    for (std::uint64_t k = rng.below(4); k > 0; --k) {
      seeds.push_back({static_cast<std::uint32_t>(rng.below(problem.satellites)),
                       static_cast<Cost>(rng.below(10'000'000))});
    }
  }
  return problem;
}

// The grid of the first Starlink shell, which has long paths and many equal ones.
Problem grid_problem() {
  WalkerShell shell;
  shell.name = "shell";
  Problem problem;
  problem.satellites = static_cast<std::size_t>(shell.size());
  RngStream rng(1, "test.grid", 0);
  for (const IslLink& link : plus_grid(shell)) {
    problem.edges.push_back(
        {static_cast<std::uint32_t>(link.a), static_cast<std::uint32_t>(link.b)});
    problem.costs.push_back(link.in_plane ? 6'820'000
                                          : 2'000'000 + static_cast<Cost>(rng.below(700'000)));
  }
  for (std::uint32_t c = 0; c < 50; ++c) {
    problem.seeds.push_back({{31 * c % 1584, 0}, {(31 * c + 700) % 1584, 3'000'000}});
  }
  return problem;
}

void seed_all(RouteTable& table, const Problem& problem) {
  for (std::size_t c = 0; c < problem.seeds.size(); ++c) {
    for (const auto& seed : problem.seeds[c]) table.seed(seed.node, c, seed.cost);
  }
}

RouteTable make_table(const Problem& problem) {
  RouteTable table(problem.satellites, problem.edges);
  for (std::size_t e = 0; e < problem.costs.size(); ++e) table.set_edge_cost(e, problem.costs[e]);
  for (std::size_t c = 0; c < problem.seeds.size(); ++c) table.add_column();
  seed_all(table, problem);
  return table;
}

void expect_dijkstra(const RouteTable& table, const Problem& problem) {
  HeapDijkstra reference(problem.satellites);
  for (std::size_t e = 0; e < problem.edges.size(); ++e) {
    if (problem.costs[e] >= RouteTable::kUnreachable) continue;
    reference.add_edge(problem.edges[e].a, problem.edges[e].b, problem.costs[e]);
  }
  for (std::size_t c = 0; c < problem.seeds.size(); ++c) {
    const std::vector<Cost> expected = reference.solve(problem.seeds[c]);
    for (std::size_t s = 0; s < problem.satellites; ++s) {
      ASSERT_EQ(table.cost(s, c), expected[s]) << "satellite " << s << ", column " << c;
    }
  }
}

TEST(RouteTableTest, IsDijkstrasAnswerOnRandomGraphs) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Problem problem = random_problem(seed);
    RouteTable table = make_table(problem);
    table.solve();
    expect_dijkstra(table, problem);
  }
}

TEST(RouteTableTest, IsDijkstrasAnswerOnTheStarlinkGrid) {
  const Problem problem = grid_problem();
  RouteTable table = make_table(problem);
  table.solve();
  expect_dijkstra(table, problem);
}

TEST(RouteTableTest, OneColumnAloneHasTheSameCosts) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const Problem problem = random_problem(seed);
    RouteTable table = make_table(problem);
    for (std::size_t c = 0; c < problem.seeds.size(); ++c) table.solve_column(c);
    expect_dijkstra(table, problem);
  }
}

TEST(RouteTableTest, ColumnsAddedLaterLeaveTheOthersAsTheyWere) {
  const Problem problem = grid_problem();
  RouteTable table(problem.satellites, problem.edges);
  for (std::size_t e = 0; e < problem.costs.size(); ++e) table.set_edge_cost(e, problem.costs[e]);
  for (std::size_t c = 0; c < problem.seeds.size(); ++c) {
    ASSERT_EQ(table.add_column(), c);
    for (const auto& seed : problem.seeds[c]) table.seed(seed.node, c, seed.cost);
    table.solve_column(c);
  }
  expect_dijkstra(table, problem);
}

TEST(RouteTableTest, AColumnInTheRoomOfARemovedOneStartsUnreachable) {
  RouteTable table(2, {{0, 1}});
  table.set_edge_cost(0, 5);
  const std::size_t first = table.add_column();
  table.seed(0, first, 0);
  table.solve();
  table.remove_last_column();
  ASSERT_EQ(table.columns(), 0U);
  const std::size_t second = table.add_column();
  EXPECT_EQ(table.cost(0, second), RouteTable::kUnreachable);
  EXPECT_EQ(table.cost(1, second), RouteTable::kUnreachable);
}

TEST(RouteTableTest, FollowsChangedCostsAfterClearing) {
  Problem problem = random_problem(7);
  RouteTable table = make_table(problem);
  table.solve();
  for (std::size_t e = 0; e < problem.costs.size(); ++e) {
    problem.costs[e] = 1 + static_cast<Cost>((e * 7919) % 1000);
    table.set_edge_cost(e, problem.costs[e]);
  }
  table.clear();
  seed_all(table, problem);
  table.solve();
  expect_dijkstra(table, problem);
}

TEST(RouteTableTest, ASeedNeverRaisesACost) {
  RouteTable table(1, {});
  table.add_column();
  table.seed(0, 0, 10);
  table.seed(0, 0, 20);
  EXPECT_EQ(table.cost(0, 0), 10);
  table.seed(0, 0, RouteTable::kUnreachable);
  EXPECT_EQ(table.cost(0, 0), 10);
}

TEST(RouteTableTest, TheDearestLinksDoNotOverflow) {
  constexpr std::uint32_t kSatellites = 5;
  std::vector<Edge> edges;
  for (std::uint32_t s = 0; s + 1 < kSatellites; ++s) edges.push_back({s, s + 1});
  RouteTable table(kSatellites, edges);
  for (std::size_t e = 0; e < edges.size(); ++e) table.set_edge_cost(e, RouteTable::kMaxLinkCost);
  table.add_column();
  table.seed(0, 0, 0);
  table.solve();
  EXPECT_EQ(table.cost(1, 0), RouteTable::kMaxLinkCost);
  // Two such links reach the bound itself, which means no path.
  for (std::size_t s = 2; s < kSatellites; ++s)
    EXPECT_EQ(table.cost(s, 0), RouteTable::kUnreachable);
}

}  // namespace
}  // namespace orbitmesh
