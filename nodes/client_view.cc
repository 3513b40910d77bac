#include "nodes/client_view.h"

#include <algorithm>
#include <utility>

namespace orbitmesh {
namespace {

bool contains(const std::vector<NodeId>& nodes, NodeId node) {
  return std::find(nodes.begin(), nodes.end(), node) != nodes.end();
}

}  // namespace

const PolicyView& ClientView::of(const Workload& workload, const std::vector<NodeId>& satellites,
                                 const std::vector<NodeId>& without, std::uint64_t number) {
  view_.now = context_.loop.now();
  view_.number = number;
  view_.deadline = workload.deadline;
  view_.request = workload.request;
  view_.reply = workload.reply;
  view_.transport = setup_.transport;
  view_.local = contains(without, setup_.host) ? std::nullopt : local_.offer(*workload.model);
  offer_cuts(workload);
  view_.candidates.clear();
  const std::vector<NodeId> near = nearest(satellites, workload.satellites, without);
  for (const ServingNode& serving : workload.nodes) {
    const bool offered = serving.tier == Tier::kGround ? !contains(without, serving.node)
                                                       : contains(near, serving.node);
    if (offered) offer(serving);
  }
  return view_;
}

std::vector<NodeId> ClientView::nearest(const std::vector<NodeId>& satellites, std::int64_t count,
                                        const std::vector<NodeId>& without) const {
  std::vector<std::pair<Duration, NodeId>> reached;
  for (const NodeId satellite : satellites) {
    if (contains(without, satellite)) continue;
    const auto delay = context_.paths.path_delay(setup_.host, satellite);
    if (delay) reached.emplace_back(*delay, satellite);
  }
  const std::size_t kept = std::min(reached.size(), static_cast<std::size_t>(count));
  const auto end = reached.begin() + static_cast<std::ptrdiff_t>(kept);
  std::partial_sort(reached.begin(), end, reached.end());
  std::vector<NodeId> nearest;
  for (auto it = reached.begin(); it != end; ++it) nearest.push_back(it->second);
  return nearest;
}

void ClientView::offer_cuts(const Workload& workload) {
  view_.cuts.clear();
  if (!view_.local) return;
  for (const WorkloadCut& cut : workload.cuts) {
    view_.cuts.push_back({cut.payload, local_.service_time(*cut.head)});
  }
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
  if (!view_.cuts.empty()) candidate.tails = serving.tails;
  view_.candidates.push_back(std::move(candidate));
}

}  // namespace orbitmesh
