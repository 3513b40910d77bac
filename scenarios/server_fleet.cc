#include "scenarios/server_fleet.h"

#include <algorithm>
#include <utility>

#include "inference/service_power.h"

namespace orbitmesh {

ServerFleet::Member& ServerFleet::add(const Spec& spec) {
  ServerSetup setup;
  setup.node = spec.node;
  setup.accelerator = around_.library.find_accelerator(spec.accelerator);
  setup.count = spec.count;
  setup.models = spec.tier == Tier::kLocal ? around_.parts.with_heads(spec.models)
                                           : around_.parts.with_tails(spec.models);
  setup.serving = spec.serving;
  setup.checkpoint = spec.checkpoint;
  setup.executor = &around_.executor;
  setup.outcomes = &around_.outcomes;
  setup.costs = &around_.library.outcomes();
  setup.seed = around_.seed;
  around_.executor.protect(spec.node, spec.serving.protection);
  EventLoop& loop = around_.backend.loop();
  Member member;
  member.node = spec.node;
  member.tier = spec.tier;
  member.accelerator = setup.accelerator;
  member.server = std::make_unique<Server>(loop, setup);
  if (spec.tier != Tier::kLocal) {
    member.endpoint = std::make_unique<ServerEndpoint>(loop, *member.server, around_.board);
    member.endpoint->fetch_over(around_.backend.network());
    around_.backend.network().serve(spec.node, *member.endpoint);
  }
  return members_.emplace_back(std::move(member));
}

Server& ServerFleet::at(NodeId node) const {
  const auto found = std::find_if(members_.begin(), members_.end(),
                                  [&](const Member& member) { return member.node == node; });
  return *found->server;
}

std::vector<ServingNode> ServerFleet::nodes_holding(const ModelProfile& model) const {
  std::vector<ServingNode> nodes;
  for (const Member& member : members_) {
    if (member.tier == Tier::kLocal || !member.server->holds(model)) continue;
    ServingNode& node = nodes.emplace_back();
    node.node = member.node;
    node.tier = member.tier;
    node.service = member.server->service_time(model);
    node.power = service_power(model, *member.accelerator);
    for (const WorkloadCut& cut : around_.parts.cuts(model)) {
      node.tails.push_back(member.server->service_time(*cut.tail));
    }
  }
  return nodes;
}

const ClairvoyantView& ServerFleet::outlook(const ModelProfile& model) {
  ServerOutlook& outlook = outlooks_.emplace_back(model, around_.board);
  for (const Member& member : members_) {
    if (member.tier != Tier::kLocal && member.server->holds(model)) outlook.add(*member.server);
  }
  return outlook;
}

}  // namespace orbitmesh
