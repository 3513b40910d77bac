#include "mesh/v2x_ways.h"

#include <algorithm>

#include "mesh/route_choice.h"

namespace orbitmesh {
namespace {

constexpr RouteTable::Cost kUnreachable = RouteTable::kUnreachable;

}  // namespace

V2xWays::V2xWays(const Topology& topology, const LinkCosts& costs)
    : topology_(topology), link_costs_(costs), member_of_(topology.terminals().size(), kNone) {
  for (std::uint32_t k = 0; k < member_of_.size(); ++k) reached_.push_back({{k, 0}});
  for (const V2xLink& link : topology.v2x()) {
    for (const std::uint32_t terminal : {link.a, link.b}) {
      if (member_of_[terminal] != kNone) continue;
      member_of_[terminal] = members_.size();
      members_.push_back(terminal);
    }
  }
}

void V2xWays::update() {
  if (members_.empty()) return;
  const std::size_t count = members_.size();
  costs_.assign(count * count, kUnreachable);
  for (std::size_t m = 0; m < count; ++m) at(m, m) = 0;
  for (const V2xLink& link : topology_.v2x()) {
    const std::size_t a = member_of_[link.a];
    const std::size_t b = member_of_[link.b];
    at(a, b) = link_costs_.present(link.forward);
    at(b, a) = at(a, b);
  }
  // Floyd and Warshall's algorithm.
  for (std::size_t via = 0; via < count; ++via) {
    for (std::size_t from = 0; from < count; ++from) {
      for (std::size_t to = 0; to < count; ++to) {
        at(from, to) = std::min(at(from, to), joined_cost(at(from, via), at(via, to)));
      }
    }
  }
  for (std::size_t from = 0; from < count; ++from) {
    std::vector<Reached>& reached = reached_[members_[from]];
    reached.clear();
    for (std::size_t to = 0; to < count; ++to) {
      if (at(from, to) < kUnreachable) reached.push_back({members_[to], at(from, to)});
    }
  }
}

V2xWays::Cost V2xWays::cost(std::uint32_t from, std::uint32_t to) const {
  if (from == to) return 0;
  const std::size_t a = member_of_[from];
  const std::size_t b = member_of_[to];
  return a == kNone || b == kNone || costs_.empty() ? kUnreachable : at(a, b);
}

LinkId V2xWays::first(std::uint32_t from, std::uint32_t to) const {
  RouteChoice choice;
  if (cost(from, to) >= kUnreachable) return choice.link;
  for (const V2xLink& link : topology_.v2x()) {
    const Cost hop = link_costs_.present(link.forward);
    if (link.a == from) choice.offer(joined_cost(hop, cost(link.b, to)), link.forward);
    if (link.b == from) choice.offer(joined_cost(hop, cost(link.a, to)), reverse_of(link.forward));
  }
  return choice.link;
}

}  // namespace orbitmesh
