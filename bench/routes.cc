#include <fmt/format.h>

#include <algorithm>

#include "bench/bench_constellation.h"
#include "bench/heap_dijkstra.h"
#include "bench/rows.h"
#include "bench/stopwatch.h"
#include "core/error.h"

namespace orbitmesh {
namespace {

using Cost = RouteTable::Cost;

constexpr std::size_t kDijkstraSnapshots = 3;

struct Problem {
  std::size_t satellites = 0;
  std::vector<RouteTable::Edge> edges;
  std::vector<std::size_t> destinations;
  std::vector<std::vector<Cost>> snapshots;  ///< costs of all edges [ns], a second apart
};

Problem make_problem(const WalkerShell& shell, std::size_t destinations, int snapshots) {
  const BenchConstellation bench(shell);
  Problem problem;
  problem.satellites = bench.topology->satellite_count();
  for (const auto& isl : bench.topology->isls()) problem.edges.push_back({isl.a, isl.b});
  for (std::size_t k = 0; k < destinations; ++k) {
    problem.destinations.push_back(k * problem.satellites / destinations);
  }
  std::vector<Vec3> r_ecef_m(problem.satellites);
  for (int s = 0; s < snapshots; ++s) {
    bench.ephemeris->positions_ecef_m(Time{} + Duration::from_s(s), r_ecef_m.data());
    std::vector<Cost> costs;
    for (const RouteTable::Edge& edge : problem.edges) {
      const double range_m = norm(r_ecef_m[edge.a] - r_ecef_m[edge.b]);
      costs.push_back(static_cast<Cost>(range_m * (1e9 / kSpeedOfLight_m_s)) + 1);
    }
    problem.snapshots.push_back(std::move(costs));
  }
  return problem;
}

void solve_snapshot(RouteTable& table, const Problem& problem, const std::vector<Cost>& costs) {
  for (std::size_t e = 0; e < costs.size(); ++e) table.set_edge_cost(e, costs[e]);
  table.clear();
  for (std::size_t c = 0; c < problem.destinations.size(); ++c) {
    table.seed(problem.destinations[c], c, 0);
  }
  table.solve();
}

void check_equal(const RouteTable& table, std::size_t column, const std::vector<Cost>& costs) {
  for (std::size_t s = 0; s < costs.size(); ++s) {
    if (table.cost(s, column) == costs[s]) continue;
    throw RunError(
        fmt::format("routes: satellite {} to destination {}: the table says {} ns, "
                    "Dijkstra {} ns",
                    s, column, table.cost(s, column), costs[s]));
  }
}

double best_table_s(RouteTable& table, const Problem& problem) {
  double best_s = 1e9;
  for (const auto& costs : problem.snapshots) {
    const Stopwatch watch;
    solve_snapshot(table, problem, costs);
    best_s = std::min(best_s, watch.cpu_s());
  }
  return best_s;
}

// Checks each cost of the table by the way.
double best_dijkstra_s(RouteTable& table, const Problem& problem) {
  const HeapDijkstra dijkstra(problem.satellites, problem.edges);
  double best_s = 1e9;
  for (std::size_t i = 0; i < std::min(kDijkstraSnapshots, problem.snapshots.size()); ++i) {
    const std::vector<Cost>& costs = problem.snapshots[i];
    solve_snapshot(table, problem, costs);
    double sum_s = 0;
    for (std::size_t c = 0; c < problem.destinations.size(); ++c) {
      const Stopwatch watch;
      const std::vector<Cost> answer = dijkstra.costs_to(problem.destinations[c], costs);
      sum_s += watch.cpu_s();
      check_equal(table, c, answer);
    }
    best_s = std::min(best_s, sum_s);
  }
  return best_s;
}

BenchRow bench_routes(const WalkerShell& shell, BenchSize size) {
  const bool full = size == BenchSize::kFull;
  const Problem problem = make_problem(shell, full ? 100 : 5, full ? 20 : 2);
  RouteTable table(problem.satellites, problem.edges);
  for (std::size_t c = 0; c < problem.destinations.size(); ++c) table.add_column();
  const double table_s = best_table_s(table, problem);
  const double reference_s = best_dijkstra_s(table, problem);
  BenchRow row;
  row.value = 1 / table_s;
  row.unit = "snapshots/s";
  row.note =
      fmt::format("{:.2f} ms a snapshot against {:.1f} ms, best of {} and {}; costs equal",
                  table_s * 1e3, reference_s * 1e3, problem.snapshots.size(), kDijkstraSnapshots);
  compare_with(row, 1 / reference_s);
  return row;
}

}  // namespace

BenchRow bench_routes_1584x100(BenchSize size) { return bench_routes(shell_1584(size), size); }

BenchRow bench_routes_6000x100(BenchSize size) { return bench_routes(shell_6000(size), size); }

}  // namespace orbitmesh
