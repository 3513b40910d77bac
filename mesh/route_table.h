#pragma once

#include <cstdint>
#include <vector>

namespace orbitmesh {

/// Least path cost from every satellite to many destinations at once, over the lasers.
///
/// A destination is a column. Its seeds are the satellites that reach it without a
/// further laser (for a terminal: the serving satellite; for a datacenter: every satellite
/// over one of its gateways; for a satellite: itself at cost 0). All columns are relaxed
/// together, row by row, in sweeps up and down the satellites until nothing changes: the
/// fixed point is Dijkstra's answer to the bit, whatever the order.
///
/// Costs are integer nanoseconds; kUnreachable means no path. Link costs lie in
/// [1, kMaxLinkCost].
class RouteTable {
 public:
  using Cost = std::int32_t;
  static constexpr Cost kUnreachable = 1 << 30;
  static constexpr Cost kMaxLinkCost = 1 << 29;

  struct Edge {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
  };

  RouteTable(std::size_t satellites, const std::vector<Edge>& edges);

  /// Cost of an edge, both directions; kUnreachable takes it out.
  void set_edge_cost(std::size_t edge, Cost cost) { edge_cost_[edge] = cost; }

  /// Number of columns in use.
  std::size_t columns() const { return columns_; }
  /// Appends a column, all unreachable.
  std::size_t add_column();
  /// Removes the last column.
  void remove_last_column() { --columns_; }

  /// Makes all costs unreachable, before seeding.
  void clear();
  void clear_column(std::size_t column);
  /// Lowers the cost of (satellite, column) to `cost` if that is less.
  void seed(std::size_t satellite, std::size_t column, Cost cost);
  /// Relaxes all columns to their fixed point.
  void solve();
  /// Relaxes one column alone; the same result as solve() gives it.
  void solve_column(std::size_t column);

  Cost cost(std::size_t satellite, std::size_t column) const {
    return costs_[satellite * stride_ + column];
  }

  struct Neighbour {
    std::uint32_t satellite = 0;
    std::uint32_t edge = 0;
  };
  const Neighbour* neighbours_begin(std::size_t satellite) const {
    return neighbours_.data() + first_neighbour_[satellite];
  }
  const Neighbour* neighbours_end(std::size_t satellite) const {
    return neighbours_.data() + first_neighbour_[satellite + 1];
  }
  Cost edge_cost(std::size_t edge) const { return edge_cost_[edge]; }

 private:
  bool relax_satellite(std::size_t satellite, std::size_t first, std::size_t count);
  void sweep_to_fixed_point(std::size_t first, std::size_t count);

  std::size_t satellites_;
  std::size_t columns_ = 0;
  std::size_t stride_;
  std::vector<std::uint32_t> first_neighbour_;
  std::vector<Neighbour> neighbours_;
  std::vector<Cost> edge_cost_;
  std::vector<Cost> costs_;
};

}  // namespace orbitmesh
