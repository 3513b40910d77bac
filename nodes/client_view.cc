#include "nodes/client_view.h"

namespace orbitmesh {

const PolicyView& ClientView::of(const Workload& workload, const std::vector<NodeId>& satellites) {
  view_.now = context_.loop.now();
  view_.deadline = workload.deadline;
  view_.request = workload.request;
  view_.reply = workload.reply;
  view_.transport = setup_.transport;
  view_.local = local_.offer(*workload.model);
  view_.candidates.clear();
  const NodeId nearest = context_.paths.nearest(setup_.host, satellites);
  for (const ServingNode& serving : workload.nodes) {
    if (serving.tier == Tier::kGround || serving.node == nearest) offer(serving);
  }
  return view_;
}

void ClientView::offer(const ServingNode& serving) {
  Candidate candidate;
  candidate.node = serving.node;
  candidate.tier = serving.tier;
  candidate.path_delay = context_.paths.path_delay(setup_.host, serving.node);
  candidate.service = serving.service;
  candidate.power = serving.power;
  candidate.connection = pool_.state(serving.node);
  candidate.opening_for = pool_.opening_for(serving.node);
  candidate.reported_wait = reports_.of(serving.node, view_.now);
  view_.candidates.push_back(candidate);
}

}  // namespace orbitmesh
