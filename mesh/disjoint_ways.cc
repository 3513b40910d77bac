#include "mesh/disjoint_ways.h"

#include <utility>

#include "mesh/disjoint_routes.h"

namespace orbitmesh {

LinkId DisjointWays::next_link(NodeId at, ChosenPath& path, NodeId destination, bool landed,
                               Time now) {
  Router& router = mesh_.router();
  const LinkId link = on_way(at, path, destination, router);
  if (link.valid()) return link;
  path.number = 0;
  return router.next_link(at, destination, landed, now);
}

LinkId DisjointWays::on_way(NodeId at, const ChosenPath& path, NodeId destination,
                            const Router& router) {
  const Topology& topology = mesh_.topology();
  const NodeId from = topology.attachment(path.from);
  const NodeId to = topology.attachment(destination);
  if (at == to) return reverse_of(topology.lan(destination));
  if (at == path.from && at != from) return topology.lan(at);
  const bool forth = from < to;
  const NodeId low = forth ? from : to;
  const NodeId high = forth ? to : from;
  if (std::exchange(step_, router.step()) != router.step()) ways_.clear();
  const auto [known, is_new] = ways_.try_emplace({low, high});
  if (is_new) known->second = find(low, high, router);
  if (path.number > known->second.size()) return {};
  for (const Hop& hop : known->second[path.number - 1U]) {
    if ((forth ? hop.from : hop.to) == at) return forth ? hop.link : reverse_of(hop.link);
  }
  return {};
}

std::vector<DisjointWays::Way> DisjointWays::find(NodeId from, NodeId to,
                                                  const Router& router) const {
  const LinkGeometry& geometry = mesh_.geometry();
  std::vector<Way> ways;
  for (const DisjointRoute& route :
       disjoint_routes(mesh_.topology(), router, from, to, paths_, Disjointness::kNodes)) {
    Way& way = ways.emplace_back();
    for (const LinkId link : route.links) {
      way.push_back({geometry.from(link), geometry.to(link), link});
    }
  }
  return ways;
}

}  // namespace orbitmesh
