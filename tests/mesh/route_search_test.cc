#include "mesh/route_search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "core/rng.h"

namespace orbitmesh {
namespace {

using Cost = RouteTable::Cost;

/// A random graph whose edges cost up to `largest`, some of them out.
RouteTable random_graph(RngStream& rng, std::size_t satellites, Cost largest) {
  std::vector<RouteTable::Edge> edges;
  for (std::size_t e = 0; e < 2 * satellites; ++e) {
    edges.push_back({static_cast<std::uint32_t>(rng.below(satellites)),
                     static_cast<std::uint32_t>(rng.below(satellites))});
  }
  RouteTable table(satellites, edges);
  for (std::size_t e = 0; e < edges.size(); ++e) {
    table.set_edge_cost(
        e, rng.below(10) == 0
               ? RouteTable::kUnreachable
               : 1 + static_cast<Cost>(rng.below(static_cast<std::uint64_t>(largest))));
  }
  return table;
}

TEST(RouteSearch, FindsTheCostsOfTheTableInAnyOrderOfQuestions) {
  RngStream rng(1, "test.search", 0);
  RouteSearch search;
  for (int repeat = 0; repeat < 200; ++repeat) {
    const std::size_t satellites = 2 + rng.below(100);
    // From within one bucket to many buckets an edge.
    const Cost largest = repeat % 2 == 0 ? 1000 : 20'000'000;
    RouteTable table = random_graph(rng, satellites, largest);
    table.add_column();
    table.clear();
    search.begin(table, satellites);
    for (int k = 0; k < 3; ++k) {
      const std::size_t satellite = rng.below(satellites);
      const auto cost = static_cast<Cost>(rng.below(10'000'000));
      table.seed(satellite, 0, cost);
      search.seed(satellite, cost);
    }
    table.solve();
    for (std::size_t k = 0; k < satellites; ++k) {
      const std::size_t satellite = rng.below(satellites);
      ASSERT_EQ(search.settle(satellite), table.cost(satellite, 0)) << repeat;
    }
  }
}

TEST(RouteSearch, KnowsEverythingCheaperThanWhatItWasAskedFor) {
  RngStream rng(2, "test.search", 0);
  RouteSearch search;
  for (int repeat = 0; repeat < 50; ++repeat) {
    RouteTable table = random_graph(rng, 80, 5'000'000);
    table.add_column();
    table.clear();
    search.begin(table, 80);
    table.seed(0, 0, 0);
    search.seed(0, 0);
    table.solve();
    const Cost asked = search.settle(rng.below(80));
    for (std::size_t s = 0; s < 80; ++s) {
      const Cost known = search.settled(s);
      if (known < RouteTable::kUnreachable) {
        EXPECT_EQ(known, table.cost(s, 0));
      } else {
        EXPECT_GE(table.cost(s, 0), asked);
      }
    }
  }
}

TEST(RouteSearch, SettlesTheCheapestExit) {
  RngStream rng(3, "test.search", 0);
  RouteSearch search;
  for (int repeat = 0; repeat < 100; ++repeat) {
    RouteTable table = random_graph(rng, 80, 5'000'000);
    table.add_column();
    table.clear();
    search.begin(table, 80);
    table.seed(7, 0, 0);
    search.seed(7, 0);
    table.solve();
    std::vector<RouteSearch::Exit> exits;
    for (int k = 0; k < 8; ++k) {
      exits.push_back(
          {static_cast<std::uint32_t>(rng.below(80)), static_cast<Cost>(rng.below(20'000'000))});
    }
    search.settle_cheapest(exits);
    Cost best = RouteTable::kUnreachable;
    Cost known_best = RouteTable::kUnreachable;
    for (const auto& exit : exits) {
      if (table.cost(exit.satellite, 0) < RouteTable::kUnreachable) {
        best = std::min(best, table.cost(exit.satellite, 0) + exit.extra);
      }
      if (search.settled(exit.satellite) < RouteTable::kUnreachable) {
        known_best = std::min(known_best, search.settled(exit.satellite) + exit.extra);
      }
    }
    EXPECT_EQ(known_best, best) << repeat;
  }
}

}  // namespace
}  // namespace orbitmesh
