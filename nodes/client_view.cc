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
  const std::vector<NodeId> near = nearest(satellites, workload, without);
  for (const ServingNode& serving : workload.nodes) {
    const bool offered = serving.tier == Tier::kGround ? !contains(without, serving.node)
                                                       : contains(near, serving.node);
    if (offered) offer(serving);
  }
  return view_;
}

bool ClientView::welcome(const Workload& workload, NodeId node) const {
  const RadiationZone zone =
      context_.zones != nullptr ? context_.zones->zone(node) : RadiationZone::kQuiet;
  return keeps(workload.rules, zone, reports_.state_of(node, view_.now));
}

std::vector<NodeId> ClientView::nearest(const std::vector<NodeId>& satellites,
                                        const Workload& workload,
                                        const std::vector<NodeId>& without) const {
  const auto wanted = static_cast<std::size_t>(workload.satellites);
  const auto among = [&](std::size_t count) {
    auto near = context_.paths.nearest(setup_.host, satellites, count);
    near.erase(std::remove_if(near.begin(), near.end(),
                              [&](NodeId node) { return contains(without, node); }),
               near.end());
    return near;
  };
  const auto put_welcome_first = [&](std::vector<NodeId>& near) {
    return std::stable_partition(near.begin(), near.end(),
                                 [&](NodeId node) { return welcome(workload, node); });
  };
  auto near = among(wanted + without.size());
  if (workload.rules.any()) {
    auto last = put_welcome_first(near);
    if (static_cast<std::size_t>(last - near.begin()) < wanted) {  // look for welcome ones farther
      near = among(satellites.size());
      last = put_welcome_first(near);
    }
    if (last != near.begin()) near.erase(last, near.end());
  }
  if (near.size() > wanted) near.resize(wanted);
  return near;
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
  candidate.reported_state = reports_.state_of(serving.node, view_.now);
  if (context_.zones != nullptr) candidate.zone = context_.zones->zone(serving.node);
  if (!view_.cuts.empty()) candidate.tails = serving.tails;
  view_.candidates.push_back(std::move(candidate));
}

}  // namespace orbitmesh
