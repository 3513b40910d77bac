#include "mesh/disjoint_ways.h"

#include <algorithm>

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
  Ways& known = ways_[{from, to}];
  if (known.step != router.step()) known = {router.step(), find(from, to, router)};
  if (path.number > known.ways.size()) return {};
  const Way& way = known.ways[path.number - 1U];
  const auto hop =
      std::find_if(way.begin(), way.end(), [at](const auto& link) { return link.first == at; });
  return hop == way.end() ? LinkId{} : hop->second;
}

std::vector<DisjointWays::Way> DisjointWays::find(NodeId from, NodeId to,
                                                  const Router& router) const {
  std::vector<Way> ways;
  for (const DisjointRoute& route :
       disjoint_routes(mesh_.topology(), router, from, to, paths_, Disjointness::kNodes)) {
    Way& way = ways.emplace_back();
    for (const LinkId link : route.links) way.emplace_back(mesh_.geometry().from(link), link);
  }
  return ways;
}

}  // namespace orbitmesh
