#include "mesh/v2x_channel.h"

#include <cstdint>

namespace orbitmesh {

bool in_reach(const Topology& topology, const V2xLink& link, Time now) {
  const Node& a = topology.node(topology.terminals()[link.a].node);
  const Node& b = topology.node(topology.terminals()[link.b].node);
  return norm(a.r_ecef_m_at(now) - b.r_ecef_m_at(now)) <= link.range_m;
}

std::vector<double> v2x_shares(const Topology& topology, Time now) {
  std::vector<std::int64_t> links_at(topology.terminals().size(), 0);
  std::vector<bool> near;
  for (const V2xLink& link : topology.v2x()) {
    near.push_back(in_reach(topology, link, now));
    if (!near.back()) continue;
    ++links_at[link.a];
    ++links_at[link.b];
  }
  std::vector<double> shares;
  for (std::size_t i = 0; i < near.size(); ++i) {
    const V2xLink& link = topology.v2x()[i];
    // The link itself is counted at both ends.
    const std::int64_t sharers = near[i] ? links_at[link.a] + links_at[link.b] - 1 : 1;
    shares.push_back(1.0 / static_cast<double>(sharers));
  }
  return shares;
}

}  // namespace orbitmesh
