#include "mesh/disjoint_routes.h"

#include <algorithm>
#include <utility>

namespace orbitmesh {
namespace {

/// Which links a path between two ends may take.
class AllowedLinks {
 public:
  AllowedLinks(const Topology& topology, NodeId from, NodeId to)
      : topology_(topology),
        from_(from),
        to_(to),
        from_datacenter_(kind(from) == NodeKind::kDatacenter),
        to_datacenter_(kind(to) == NodeKind::kDatacenter) {}

  bool allows(const Router::PricedLink& link) const {
    if (from_datacenter_ && to_datacenter_) return link.from == from_ && link.to == to_;
    switch (topology_.link(link.link).kind) {
      case LinkKind::kIsl:
        return true;
      case LinkKind::kUserUp:
      case LinkKind::kTerrestrialUp:
        return link.from == from_;
      case LinkKind::kUserDown:
      case LinkKind::kTerrestrialDown:
        return link.to == to_;
      case LinkKind::kFeederUp:
        return from_datacenter_;
      case LinkKind::kFeederDown:
        return to_datacenter_;
      case LinkKind::kFibre:
        return allows_fibre(link);
      case LinkKind::kLan:
      case LinkKind::kV2xLink:
        return false;
    }
    return false;
  }

 private:
  NodeKind kind(NodeId node) const { return topology_.node(node).kind; }
  // Gateway, PoP and datacenter follow each other downwards, and upwards from a datacenter.
  bool allows_fibre(const Router::PricedLink& link) const {
    if (to_datacenter_ && (kind(link.from) == NodeKind::kGateway || link.to == to_)) return true;
    return from_datacenter_ && (kind(link.to) == NodeKind::kGateway || link.from == from_);
  }

  const Topology& topology_;
  NodeId from_;
  NodeId to_;
  bool from_datacenter_;
  bool to_datacenter_;
};

bool is_user(LinkKind kind) { return kind == LinkKind::kUserUp || kind == LinkKind::kUserDown; }

}  // namespace

std::vector<DisjointRoute> disjoint_routes(const Topology& topology, const Router& router,
                                           NodeId from, NodeId to, std::size_t k,
                                           Disjointness disjointness) {
  const NodeId source = topology.attachment(from);
  const NodeId target = topology.attachment(to);
  if (source == target || k == 0) return {};
  const AllowedLinks allowed(topology, source, target);
  const auto shares = static_cast<std::uint32_t>(std::min(k, topology.links().size()));
  std::vector<Router::PricedLink> links;
  std::vector<CostArc> arcs;
  for (const Router::PricedLink& link : router.priced_links()) {
    if (!allowed.allows(link)) continue;
    const bool shared = is_user(topology.link(link.link).kind);
    links.push_back(link);
    arcs.push_back({link.from.value, link.to.value, link.cost, shared ? shares : 1});
  }
  std::vector<DisjointRoute> routes;
  for (const DisjointPath& path :
       disjoint_paths(topology.nodes().size(), arcs, source.value, target.value, k, disjointness)) {
    DisjointRoute route;
    for (const std::uint32_t arc : path.arcs) {
      route.links.push_back(links[arc].link);
      route.delay += Duration::from_ns(links[arc].delay_ns);
    }
    routes.push_back(std::move(route));
  }
  return routes;
}

}  // namespace orbitmesh
