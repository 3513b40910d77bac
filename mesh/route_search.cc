#include "mesh/route_search.h"

#include <algorithm>

namespace orbitmesh {

void RouteSearch::begin(const RouteTable& graph, std::size_t satellites) {
  graph_ = &graph;
  costs_.assign(satellites, RouteTable::kUnreachable);
  expanded_at_.assign(satellites, RouteTable::kUnreachable);
  buckets_.resize(kBuckets);
  for (std::size_t b = next_; b < reached_; ++b) buckets_[b].clear();
  next_ = 0;
  reached_ = 0;
  known_below_ = 0;
}

void RouteSearch::reach(std::uint32_t satellite, Cost cost) {
  if (cost >= costs_[satellite]) return;
  costs_[satellite] = cost;
  const auto bucket = static_cast<std::size_t>(cost) >> kBucketShift;
  buckets_[bucket].push_back(satellite);
  reached_ = std::max(reached_, bucket + 1);
}

void RouteSearch::work_off_bucket() {
  std::vector<std::uint32_t>& bucket = buckets_[next_];
  while (!bucket.empty()) {
    const std::uint32_t satellite = bucket.back();
    bucket.pop_back();
    const Cost cost = costs_[satellite];
    if (cost == expanded_at_[satellite]) continue;  // a later entry was taken first
    expanded_at_[satellite] = cost;
    const RouteTable::Neighbour* n = graph_->neighbours_begin(satellite);
    for (; n != graph_->neighbours_end(satellite); ++n) {
      const Cost edge = graph_->edge_cost(n->edge);
      if (edge < RouteTable::kUnreachable) reach(n->satellite, cost + edge);
    }
  }
  ++next_;
  known_below_ = static_cast<Cost>(next_ << kBucketShift);
}

void RouteSearch::settle_cheapest(const std::vector<Exit>& exits) {
  while (next_ < reached_) {
    Cost best = RouteTable::kUnreachable;
    Cost least_unknown = RouteTable::kUnreachable;
    for (const Exit& exit : exits) {
      const Cost known = settled(exit.satellite);
      if (known < RouteTable::kUnreachable) {
        best = std::min(best, known + exit.extra);
      } else {
        least_unknown = std::min(least_unknown, exit.extra + known_below_);
      }
    }
    if (best < least_unknown) return;
    work_off_bucket();
  }
}

void RouteSearch::settle_nearest(const std::vector<NodeId>& satellites, std::size_t count) {
  const auto known = [this](NodeId node) {
    return node.index() < costs_.size() && costs_[node.index()] < known_below_;
  };
  while (next_ < reached_ && static_cast<std::size_t>(std::count_if(
                                 satellites.begin(), satellites.end(), known)) < count) {
    work_off_bucket();
  }
}

RouteSearch::Cost RouteSearch::settle(std::size_t satellite) {
  while (costs_[satellite] >= known_below_ && next_ < reached_) work_off_bucket();
  return settled(satellite);
}

}  // namespace orbitmesh
