#include "mesh/mesh.h"

#include <algorithm>
#include <utility>

#include "mesh/link_name.h"
#include "mesh/v2x_channel.h"

namespace orbitmesh {
namespace {

// Load-aware routing has to see every step.
MeshOptions with_steps(MeshOptions options) {
  options.routes_on_demand &= options.routing != Routing::kLoadAware;
  return options;
}

std::vector<RngStream> delay_streams(const Topology& topology, std::uint64_t seed) {
  std::vector<RngStream> streams;
  for (const DrawnDelay& drawn : topology.drawn_delays()) {
    streams.emplace_back(seed, "terrestrial.delay " + link_name(topology, drawn.link), 0);
  }
  return streams;
}

}  // namespace

Mesh::Mesh(const Topology& topology, const Ephemeris& ephemeris, Epoch epoch,
           const MeshOptions& options)
    : topology_(topology),
      ephemeris_(ephemeris),
      options_(with_steps(options)),
      epoch_(epoch),
      slots_(epoch),
      conditions_(topology, options.outages),
      radio_(topology, options.radio, options.access.seed),
      access_(topology, conditions_, options.access),
      geometry_(topology, ephemeris, access_, slots_),
      delay_streams_(delay_streams(topology, options.access.seed)),
      router_(topology, access_, geometry_, conditions_, options.access, options_.routes_on_demand,
              options.routing),
      r_sat_ecef_m_(topology.satellite_count()) {
  const bool steady = options.outages.empty() && !radio_.active() && !options.access.cells;
  if (steady && topology.v2x().empty()) return;
  told_up_.assign(topology.nodes().size(), true);
  told_conditions_.resize(topology.links().size());
}

void Mesh::start(EventLoop& loop, MeshListener& listener) {
  loop_ = &loop;
  listener_ = &listener;
  advance();
}

void Mesh::advance() {
  const Time now = loop_->now();
  const bool conditions_changed = conditions_.update(now);
  ephemeris_.positions_ecef_m(now, r_sat_ecef_m_.data());
  step_ = now;
  const std::int64_t slot = slots_.slot_at(now);
  const bool slot_edge = slot != slot_;
  if (slot_edge) begin_slot(slot);
  router_.recompute(now, r_sat_ecef_m_);
  // A link whose satellite is down comes back with the slot's new one.
  if (conditions_changed || slot_edge) tell_conditions();
  if (slot_edge) {
    for (const FeederChange& change : feeder_changes_) listener_->on_feeder(change);
    for (const SlotRecord& record : slot_records_) listener_->on_slot(record);
  }
  schedule_next();
}

void Mesh::begin_slot(std::int64_t slot) {
  const bool first = slot_ == INT64_MIN;
  slot_ = slot;
  draw_delays(slot);
  feeder_changes_ = access_.assign_gateways(r_sat_ecef_m_);
  radio_.begin_slot_feeders(loop_->now(), access_, r_sat_ecef_m_, conditions_);
  // The choice of the serving satellite weighs the paths over the new feeders.
  router_.recompute(loop_->now(), r_sat_ecef_m_);
  slot_records_ = access_.choose_serving(loop_->now(), slot, r_sat_ecef_m_, router_);
  radio_.begin_slot_users(loop_->now(), slot, access_, r_sat_ecef_m_, conditions_);
  tell_rain_outages();
  share_slot_cells();
  share_v2x();
  if (first) {
    for (SlotRecord& record : slot_records_) record.pause = Duration{};
  }
}

void Mesh::share_slot_cells() {
  if (!options_.access.cells) return;
  std::vector<CellUser> users;
  for (std::size_t k = 0; k < topology_.terminals().size(); ++k) {
    if (!access_.serving(k).valid()) continue;
    const Terminal& terminal = topology_.terminals()[k];
    users.push_back({k, access_.terminal_view(k).site().geodetic, topology_.link(terminal.up).rate,
                     topology_.link(terminal.down).rate});
  }
  const Epoch now = epoch_ + loop_->now().since_epoch();
  for (const CellShare& share : share_cells(*options_.access.cells, now, users)) {
    conditions_.set_slot_share(topology_.terminals()[share.terminal].up, share.up);
    conditions_.set_slot_share(topology_.terminals()[share.terminal].down, share.down);
  }
}

void Mesh::share_v2x() {
  const std::vector<double> shares = v2x_shares(topology_, loop_->now());
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const V2xLink& link = topology_.v2x()[i];
    LinkEffect effect;
    effect.loss = link.loss;
    for (const LinkId direction : {link.forward, reverse_of(link.forward)}) {
      conditions_.set_slot_effect(direction, effect);
      conditions_.set_slot_share(direction, shares[i]);
    }
  }
}

void Mesh::draw_delays(std::int64_t slot) {
  const std::vector<DrawnDelay>& drawn = topology_.drawn_delays();
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const Duration delay =
        draw_one_way_delay(drawn[i].radio, delay_streams_[i], static_cast<std::uint64_t>(slot));
    geometry_.draw_fixed_delay(drawn[i].link, drawn[i].beyond + delay);
  }
}

void Mesh::tell_rain_outages() {
  if (!options_.on_rain_outage) return;
  LinkEffect effect;
  effect.down = true;
  for (const LinkId link : radio_.rained_out()) {
    options_.on_rain_outage({"rain",
                             OutageTarget::kLink,
                             link_name(topology_, link),
                             loop_->now(),
                             next_edge(),
                             effect,
                             {link},
                             {}});
  }
}

void Mesh::tell_conditions() {
  for (std::uint32_t i = 0; i < told_up_.size(); ++i) {
    const bool up = conditions_.node_up(NodeId{i});
    if (told_up_[i] == up) continue;
    told_up_[i] = up;
    if (options_.on_node) options_.on_node(NodeId{i}, up);
    listener_->on_node(NodeId{i}, up);
  }
  for (std::uint32_t i = 0; i < told_conditions_.size(); ++i) {
    const LinkCondition present = condition(LinkId{i});
    if (told_conditions_[i] == present) continue;
    told_conditions_[i] = present;
    listener_->on_link(LinkId{i}, present);
  }
}

LinkCondition Mesh::condition(LinkId link) const {
  LinkCondition condition = conditions_.condition(link);
  for (const NodeId end : {geometry_.from(link), geometry_.to(link)}) {
    condition.up &= !end.valid() || conditions_.node_up(end);
  }
  return condition;
}

DelayCurve Mesh::delay_curve(LinkId link, Time t) {
  DelayCurve curve = geometry_.delay_curve(link, t);
  curve.add(conditions_.condition(link).extra_delay);
  return curve;
}

Time Mesh::next_change() const {
  const std::int64_t interval_ns = options_.route_interval.ns();
  const Time step = Time::from_ns((loop_->now().ns() / interval_ns + 1) * interval_ns);
  return std::min({step, next_edge(), conditions_.next_change()});
}

void Mesh::schedule_next() {
  const Time next =
      options_.routes_on_demand ? std::min(next_edge(), conditions_.next_change()) : next_change();
  loop_->schedule_at(next, [this] { advance(); });
}

void Mesh::bring_up_to_date() const {
  if (!options_.routes_on_demand) return;
  const std::int64_t interval_ns = options_.route_interval.ns();
  const Time step = Time::from_ns(loop_->now().ns() / interval_ns * interval_ns);
  if (step <= step_) return;
  step_ = step;
  ephemeris_.positions_ecef_m(step, r_sat_ecef_m_.data());
  router_.recompute(step, r_sat_ecef_m_);
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
  bring_up_to_date();
  Duration lan;
  for (const NodeId end : {from, to}) {
    const LinkId link = topology_.lan(end);
    if (!link.valid()) continue;
    const Duration delay = geometry_.fixed_delay(link);
    const LinkCondition& there = conditions_.condition(link);
    const LinkCondition& back = conditions_.condition(reverse_of(link));
    if (!there.up || !back.up) return std::nullopt;
    lan += delay + (there.extra_delay + back.extra_delay) / 2;
  }
  const RouteTable::Cost cost =
      router_.cost_ns(topology_.attachment(from), topology_.attachment(to));
  if (cost >= RouteTable::kUnreachable) return std::nullopt;
  return lan + Duration::from_ns(cost);
}

std::vector<NodeId> Mesh::nearest(NodeId from, const std::vector<NodeId>& candidates,
                                  std::size_t count) const {
  bring_up_to_date();
  std::vector<std::pair<Duration, NodeId>> reached;
  for (const NodeId node : router_.among_nearest(topology_.attachment(from), candidates, count)) {
    if (const auto delay = path_delay(from, node)) reached.emplace_back(*delay, node);
  }
  count = std::min(count, reached.size());
  std::partial_sort(reached.begin(), reached.begin() + static_cast<std::ptrdiff_t>(count),
                    reached.end());
  std::vector<NodeId> nearest;
  for (std::size_t k = 0; k < count; ++k) nearest.push_back(reached[k].second);
  return nearest;
}

std::vector<NodeId> Mesh::nearest_at(Time t, NodeId host, const std::vector<NodeId>& candidates,
                                     std::size_t count) const {
  const Vec3 r_host_ecef_m = geometry_.position_ecef_m(topology_.attachment(host), t);
  std::vector<std::pair<double, NodeId>> by_distance;
  for (const NodeId candidate : candidates) {
    const Vec3 r_ecef_m = geometry_.position_ecef_m(topology_.attachment(candidate), t);
    by_distance.emplace_back(norm(r_ecef_m - r_host_ecef_m), candidate);
  }
  count = std::min(count, by_distance.size());
  std::partial_sort(by_distance.begin(), by_distance.begin() + static_cast<std::ptrdiff_t>(count),
                    by_distance.end());
  std::vector<NodeId> nearest;
  for (std::size_t k = 0; k < count; ++k) nearest.push_back(by_distance[k].second);
  return nearest;
}

}  // namespace orbitmesh
