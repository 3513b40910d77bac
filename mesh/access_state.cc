#include "mesh/access_state.h"

#include <algorithm>
#include <utility>

namespace orbitmesh {
namespace {

NodeId satellite_id(std::uint32_t satellite) {
  return satellite == kNoSatellite ? NodeId{} : NodeId{satellite};
}

std::vector<std::uint32_t> antenna_satellites(const std::vector<NodeId>& feeders) {
  std::vector<std::uint32_t> satellites;
  for (const NodeId id : feeders) satellites.push_back(id.valid() ? id.value : kNoSatellite);
  return satellites;
}

AccessLimits gateway_limits(const AccessOptions& options, std::size_t number) {
  if (!options.gateway_limits.empty()) return options.gateway_limits.at(number);
  AccessLimits limits;
  limits.min_elevation = ElevationMask(options.gateway_min_elevation_rad);
  limits.gso_separation_rad = options.gateway_gso_separation_rad;
  return limits;
}

AccessLimits terminal_limits(const AccessOptions& options, std::size_t number,
                             const Terminal& terminal) {
  if (!options.terminal_limits.empty()) return options.terminal_limits.at(number);
  AccessLimits limits;
  limits.min_elevation = ElevationMask(terminal.min_elevation_rad);
  return limits;
}

std::optional<StreetCanyon> street(const AccessOptions& options, std::size_t terminal) {
  const auto found = options.streets.find(terminal);
  if (found == options.streets.end()) return std::nullopt;
  return found->second;
}

HandoverCause cause_of(AccessBlock block) {
  switch (block) {
    case AccessBlock::kElevation:
      return HandoverCause::kBelowMask;
    case AccessBlock::kObstruction:
      return HandoverCause::kObstructed;
    case AccessBlock::kFieldOfView:
      return HandoverCause::kOutOfFieldOfView;
    case AccessBlock::kGsoArc:
      return HandoverCause::kNearGsoArc;
    case AccessBlock::kNone:
      break;
  }
  return HandoverCause::kSatelliteFull;
}

}  // namespace

AccessState::AccessState(const Topology& topology, const LinkConditions& conditions,
                         const AccessOptions& options)
    : topology_(topology),
      conditions_(conditions),
      options_(options),
      serving_(topology.terminals().size()),
      delay_(topology.terminals().size()) {
  for (const Gateway& gateway : topology.gateways()) {
    feeders_.emplace_back(gateway.antennas);
    gateway_views_.emplace_back(topology.node(gateway.node),
                                gateway_limits(options, gateway_views_.size()));
  }
  for (std::size_t k = 0; k < topology.terminals().size(); ++k) {
    const Terminal& terminal = topology.terminals()[k];
    const Node& node = topology.node(terminal.node);
    terminal_views_.emplace_back(node, terminal_limits(options, k, terminal), street(options, k));
    // Streams are keyed by name, so that adding a terminal moves no other's draws.
    streams_.push_back({RngStream(options.seed, "access.choice " + node.name, 0),
                        RngStream(options.seed, "access.delay " + node.name, 0),
                        RngStream(options.seed, "access.wait " + node.name, 0),
                        RngStream(options.seed, "access.pause " + node.name, 0)});
  }
}

std::vector<FeederCandidate> AccessState::feeder_candidates(
    std::size_t gateway, const std::vector<Vec3>& r_ecef_m) const {
  std::vector<FeederCandidate> candidates;
  if (!conditions_.node_up(topology_.gateways()[gateway].node)) return candidates;
  for (const auto& v :
       gateway_views_[gateway].visible(r_ecef_m, gateway_views_[gateway].lowest_elevation_rad())) {
    const auto satellite = static_cast<std::uint32_t>(v.satellite);
    if (!conditions_.node_up(NodeId{satellite})) continue;
    candidates.push_back({satellite, v.look.elevation_rad});
  }
  return candidates;
}

std::vector<FeederChange> AccessState::assign_gateways(const std::vector<Vec3>& r_ecef_m) {
  std::vector<FeederChange> changes;
  SatelliteFeeders tracked(options_.feeders_per_satellite);
  for (std::size_t g = 0; g < feeders_.size(); ++g) {
    std::vector<FeederCandidate> candidates = feeder_candidates(g, r_ecef_m);
    tracked.leave_out_full(candidates);
    const auto assigned = assign_feeders(antenna_satellites(feeders_[g]), std::move(candidates));
    tracked.take(assigned);
    for (std::uint32_t k = 0; k < assigned.size(); ++k) {
      const NodeId to = satellite_id(assigned[k]);
      if (to == feeders_[g][k]) continue;
      const LinkId up{topology_.gateways()[g].first_feeder.value + 2 * k};
      changes.push_back({up, LinkId{up.value + 1}, feeders_[g][k], to});
      feeders_[g][k] = to;
    }
  }
  return changes;
}

std::vector<SlotRecord> AccessState::choose_serving(Time at, std::int64_t slot,
                                                    const std::vector<Vec3>& r_ecef_m,
                                                    const PathCost& path_cost) {
  std::vector<SlotRecord> records;
  BeamPlan beams(options_.cells ? options_.cells->beams_per_satellite : 0);
  for (std::size_t k = 0; k < serving_.size(); ++k) {
    SiteView& view = terminal_views_[k];
    view.move_to(at);
    SlotRecord record = choose_one(k, r_ecef_m, candidates(k, r_ecef_m, path_cost, beams), slot);
    record.at = at;
    if (topology_.node(record.terminal).track != nullptr) record.location = view.site().geodetic;
    if (record.to.valid()) beams.take(record.to.value, cell_at(view.site().geodetic));
    draw_slot(k, slot, record);
    serving_[k] = record.to;
    records.push_back(record);
  }
  return records;
}

AccessCandidate AccessState::candidate(std::size_t terminal, const VisibleSatellite& in_view,
                                       const PathCost& path_cost) const {
  AccessCandidate candidate;
  candidate.satellite = static_cast<std::uint32_t>(in_view.satellite);
  candidate.elevation_rad = in_view.look.elevation_rad;
  candidate.azimuth_rad = in_view.look.azimuth_rad;
  candidate.served_last_slot = serving_[terminal] == NodeId{candidate.satellite};
  if (!options_.launch_years.empty()) {
    candidate.launch_year = options_.launch_years[candidate.satellite];
  }
  if (path_cost.has_datacenters()) {
    const double cost_ms = path_cost.to_datacenters_ms(candidate.satellite);
    candidate.has_path = cost_ms >= 0;
    candidate.path_cost_ms = candidate.has_path ? cost_ms : 0;
  }
  return candidate;
}

std::vector<AccessCandidate> AccessState::candidates(std::size_t terminal,
                                                     const std::vector<Vec3>& r_ecef_m,
                                                     const PathCost& path_cost,
                                                     const BeamPlan& beams) const {
  const SiteView& view = terminal_views_[terminal];
  const Cell cell = cell_at(view.site().geodetic);
  std::vector<AccessCandidate> candidates;
  for (const auto& v : view.visible(r_ecef_m, topology_.terminals()[terminal].min_elevation_rad)) {
    const auto satellite = static_cast<std::uint32_t>(v.satellite);
    if (!conditions_.node_up(NodeId{satellite}) || !beams.has_room(satellite, cell)) continue;
    candidates.push_back(candidate(terminal, v, path_cost));
  }
  return candidates;
}

SlotRecord AccessState::choose_one(std::size_t terminal, const std::vector<Vec3>& r_ecef_m,
                                   const std::vector<AccessCandidate>& candidates,
                                   std::int64_t slot) {
  const GroundSite& site = terminal_views_[terminal].site();
  RngStream& stream = streams_[terminal].choice;
  stream.seek(static_cast<std::uint64_t>(slot));
  const int chosen = choose_access(candidates, site.geodetic.lat_rad, options_.weights, stream);
  SlotRecord record;
  record.terminal = topology_.terminals()[terminal].node;
  record.from = serving_[terminal];
  record.candidates = static_cast<std::int64_t>(candidates.size());
  if (chosen >= 0) {
    const AccessCandidate& best = candidates[static_cast<std::size_t>(chosen)];
    record.to = NodeId{best.satellite};
    record.elevation_deg = best.elevation_rad / kDegree;
  }
  record.cause = cause_of(terminal, record, candidates, r_ecef_m);
  return record;
}

HandoverCause AccessState::cause_of(std::size_t terminal, const SlotRecord& record,
                                    const std::vector<AccessCandidate>& candidates,
                                    const std::vector<Vec3>& r_ecef_m) const {
  if (record.to == record.from) return HandoverCause::kNone;
  if (!record.to.valid()) return HandoverCause::kNoCandidate;
  if (!record.from.valid()) return HandoverCause::kFirstService;
  const bool could_go_on =
      std::any_of(candidates.begin(), candidates.end(),
                  [](const AccessCandidate& candidate) { return candidate.served_last_slot; });
  if (could_go_on) return HandoverCause::kSchedulerChoice;
  if (!conditions_.node_up(record.from)) return HandoverCause::kSatelliteDown;
  return orbitmesh::cause_of(terminal_views_[terminal].block(r_ecef_m[record.from.index()]));
}

void AccessState::draw_slot(std::size_t terminal, std::int64_t slot, SlotRecord& record) {
  Streams& streams = streams_[terminal];
  if (options_.access_delay) {
    delay_[terminal] = draw_access_delay(streams.delay, slot, options_.access_share);
  }
  if (!options_.slot_pause) return;
  if (options_.handover == HandoverMode::kHard) {
    record.pause = draw_hard_outage(streams.pause, slot);
    return;
  }
  const bool both_links = record.from.valid() && conditions_.node_up(record.from);
  if (options_.handover == HandoverMode::kMakeBeforeBreak && both_links) return;
  record.pause = draw_soft_pause(streams.pause, slot);
}

Duration AccessState::uplink_wait(std::size_t terminal, Time t) const {
  if (!options_.access_delay) return {};
  RngStream stream = streams_[terminal].wait;
  return draw_uplink_wait(stream, t.ns() / kUplinkWaitInterval.ns(), options_.access_share);
}

}  // namespace orbitmesh
