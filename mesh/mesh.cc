#include "mesh/mesh.h"

#include <algorithm>

namespace orbitmesh {

Mesh::Mesh(const Topology& topology, const Ephemeris& ephemeris, Epoch epoch,
           const MeshOptions& options)
    : topology_(topology),
      ephemeris_(ephemeris),
      options_(options),
      slots_(epoch),
      access_(topology, options.access),
      geometry_(topology, ephemeris, access_, slots_),
      router_(topology, access_, geometry_, options.access),
      r_sat_ecef_m_(topology.satellite_count()) {}

void Mesh::start(EventLoop& loop, MeshListener& listener) {
  loop_ = &loop;
  listener_ = &listener;
  advance();
}

void Mesh::advance() {
  const Time now = loop_->now();
  ephemeris_.positions_ecef_m(now, r_sat_ecef_m_.data());
  const std::int64_t slot = slots_.slot_at(now);
  const bool slot_edge = slot != slot_;
  if (slot_edge) begin_slot(slot);
  router_.recompute(now, r_sat_ecef_m_);
  if (slot_edge) {
    for (const FeederChange& change : feeder_changes_) listener_->on_feeder(change);
    for (const SlotRecord& record : slot_records_) listener_->on_slot(record);
  }
  schedule_next();
}

void Mesh::begin_slot(std::int64_t slot) {
  const bool first = slot_ == INT64_MIN;
  slot_ = slot;
  feeder_changes_ = access_.assign_gateways(r_sat_ecef_m_);
  // The choice of the serving satellite weighs the paths over the new feeders.
  router_.recompute(loop_->now(), r_sat_ecef_m_);
  slot_records_ = access_.choose_serving(loop_->now(), slot, r_sat_ecef_m_, router_);
  if (first) {
    for (SlotRecord& record : slot_records_) record.pause = Duration{};
  }
}

void Mesh::schedule_next() {
  const Time now = loop_->now();
  const Time step =
      Time::from_ns((now.ns() / options_.route_interval.ns() + 1) * options_.route_interval.ns());
  const Time edge = slots_.begin(slot_ + 1);
  loop_->schedule_at(std::min(step, edge), [this] { advance(); });
}

NodeId Mesh::serving_satellite(NodeId host) const {
  const NodeId at = topology_.attachment(host);
  for (std::size_t k = 0; k < topology_.terminals().size(); ++k) {
    if (topology_.terminals()[k].node == at) return access_.serving(k);
  }
  return {};
}

std::optional<Duration> Mesh::path_delay(NodeId from, NodeId to) const {
  if (from == to) return Duration{};
  Duration lan;
  for (const NodeId end : {from, to}) {
    if (topology_.lan(end).valid()) lan += topology_.link(topology_.lan(end)).fixed_delay;
  }
  const RouteTable::Cost cost =
      router_.cost_ns(topology_.attachment(from), topology_.attachment(to));
  if (cost >= RouteTable::kUnreachable) return std::nullopt;
  return lan + Duration::from_ns(cost);
}

NodeId Mesh::nearest(NodeId from, const std::vector<NodeId>& candidates) const {
  NodeId best;
  Duration least = Duration::max();
  for (const NodeId candidate : candidates) {
    const std::optional<Duration> delay = path_delay(from, candidate);
    if (!delay) continue;
    if (*delay < least || (*delay == least && candidate < best)) {
      best = candidate;
      least = *delay;
    }
  }
  return best;
}

}  // namespace orbitmesh
