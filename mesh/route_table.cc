#include "mesh/route_table.h"

#include <algorithm>

namespace orbitmesh {
namespace {

// Columns are padded so that the inner loop runs whole vectors.
constexpr std::size_t kPadding = 16;

using Cost = RouteTable::Cost;

// to[i] = min(to[i], from[i] + cost); true when anything became less.
bool relax(Cost* __restrict to, const Cost* __restrict from, Cost cost, std::size_t count) {
  Cost changed = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Cost through = from[i] + cost;
    const Cost best = through < to[i] ? through : to[i];
    changed |= best ^ to[i];
    to[i] = best;
  }
  return changed != 0;
}

}  // namespace

RouteTable::RouteTable(std::size_t satellites, const std::vector<Edge>& edges)
    : satellites_(satellites),
      stride_(kPadding),
      first_neighbour_(satellites + 1, 0),
      neighbours_(2 * edges.size()),
      edge_cost_(edges.size(), kUnreachable),
      costs_(satellites * stride_, kUnreachable) {
  for (const Edge& edge : edges) {
    ++first_neighbour_[edge.a + 1];
    ++first_neighbour_[edge.b + 1];
  }
  for (std::size_t s = 0; s < satellites; ++s) first_neighbour_[s + 1] += first_neighbour_[s];
  std::vector<std::uint32_t> fill(first_neighbour_.begin(), first_neighbour_.end() - 1);
  for (std::uint32_t e = 0; e < edges.size(); ++e) {
    neighbours_[fill[edges[e].a]++] = {edges[e].b, e};
    neighbours_[fill[edges[e].b]++] = {edges[e].a, e};
  }
}

std::size_t RouteTable::add_column() {
  if (columns_ == stride_) {
    const std::size_t wider = stride_ * 2;
    std::vector<Cost> costs(satellites_ * wider, kUnreachable);
    for (std::size_t s = 0; s < satellites_; ++s) {
      std::copy_n(&costs_[s * stride_], columns_, &costs[s * wider]);
    }
    costs_ = std::move(costs);
    stride_ = wider;
  }
  clear_column(columns_);
  return columns_++;
}

void RouteTable::clear() { std::fill(costs_.begin(), costs_.end(), kUnreachable); }

void RouteTable::clear_column(std::size_t column) {
  for (std::size_t s = 0; s < satellites_; ++s) costs_[s * stride_ + column] = kUnreachable;
}

void RouteTable::seed(std::size_t satellite, std::size_t column, Cost cost) {
  Cost& current = costs_[satellite * stride_ + column];
  current = std::min(current, cost);
}

bool RouteTable::relax_satellite(std::size_t satellite, std::size_t first, std::size_t count) {
  bool changed = false;
  Cost* to = &costs_[satellite * stride_ + first];
  for (const Neighbour* n = neighbours_begin(satellite); n != neighbours_end(satellite); ++n) {
    const Cost cost = edge_cost_[n->edge];
    if (cost >= kUnreachable) continue;
    changed |= relax(to, &costs_[n->satellite * stride_ + first], cost, count);
  }
  return changed;
}

void RouteTable::sweep_to_fixed_point(std::size_t first, std::size_t count) {
  bool changed = true;
  while (changed) {
    changed = false;
    for (std::size_t s = 0; s < satellites_; ++s) changed |= relax_satellite(s, first, count);
    if (!changed) break;
    changed = false;
    for (std::size_t s = satellites_; s-- > 0;) changed |= relax_satellite(s, first, count);
  }
}

void RouteTable::solve() {
  const std::size_t padded = (columns_ + kPadding - 1) / kPadding * kPadding;
  if (padded > 0) sweep_to_fixed_point(0, padded);
}

void RouteTable::solve_column(std::size_t column) { sweep_to_fixed_point(column, 1); }

}  // namespace orbitmesh
