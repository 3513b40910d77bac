#include "mesh/link_name.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "core/suggestion.h"

namespace orbitmesh {
namespace {

std::string feeder_name(const Topology& topology, LinkId link) {
  const DirectedLink& l = topology.link(link);
  const NodeId node = l.kind == LinkKind::kFeederUp ? l.from : l.to;
  const auto gateway = std::find_if(topology.gateways().begin(), topology.gateways().end(),
                                    [node](const Gateway& g) { return g.node == node; });
  const std::uint32_t antenna = (link.value - gateway->first_feeder.value) / 2 + 1;
  return fmt::format("{} {}.{}", to_string(l.kind), topology.node(node).name, antenna);
}

}  // namespace

std::string link_name(const Topology& topology, LinkId link) {
  const DirectedLink& l = topology.link(link);
  const std::string_view kind = to_string(l.kind);
  switch (l.kind) {
    case LinkKind::kFeederUp:
    case LinkKind::kFeederDown:
      return feeder_name(topology, link);
    case LinkKind::kUserUp:
      return fmt::format("{} {}", kind, topology.node(l.from).name);
    case LinkKind::kUserDown:
      return fmt::format("{} {}", kind, topology.node(l.to).name);
    default:
      return fmt::format("{} {} {}", kind, topology.node(l.from).name, topology.node(l.to).name);
  }
}

LinkNames::LinkNames(const Topology& topology) {
  for (std::uint32_t i = 0; i < topology.links().size(); ++i) {
    links_.emplace(link_name(topology, LinkId{i}), LinkId{i});
  }
}

std::optional<LinkId> LinkNames::find(std::string_view name) const {
  const auto found = links_.find(name);
  if (found == links_.end()) return std::nullopt;
  return found->second;
}

std::string LinkNames::suggestion(std::string_view name) const {
  std::vector<std::string_view> known;
  for (const auto& [candidate, link] : links_) known.push_back(candidate);
  return did_you_mean(name, known);
}

}  // namespace orbitmesh
