#include "mesh/access_state.h"

#include <utility>

#include "mesh/feeder_scheduler.h"

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

}  // namespace

AccessState::AccessState(const Topology& topology, const AccessOptions& options)
    : topology_(topology),
      options_(options),
      serving_(topology.terminals().size()),
      delay_(topology.terminals().size()) {
  for (const Gateway& gateway : topology.gateways()) {
    feeders_.emplace_back(gateway.antennas);
    const Node& node = topology.node(gateway.node);
    gateway_sites_.push_back(make_ground_site(node.name, node.location));
  }
  for (std::size_t k = 0; k < topology.terminals().size(); ++k) {
    const Node& node = topology.node(topology.terminals()[k].node);
    terminal_sites_.push_back(make_ground_site(node.name, node.location));
    // Streams are keyed by name, so that adding a terminal moves no other's draws.
    streams_.push_back({RngStream(options.seed, "access.choice " + node.name, 0),
                        RngStream(options.seed, "access.delay " + node.name, 0),
                        RngStream(options.seed, "access.pause " + node.name, 0)});
  }
}

std::vector<FeederChange> AccessState::assign_gateways(const std::vector<Vec3>& r_ecef_m) {
  std::vector<FeederChange> changes;
  for (std::size_t g = 0; g < feeders_.size(); ++g) {
    std::vector<FeederCandidate> in_view;
    for (const auto& v :
         visible_satellites(gateway_sites_[g], r_ecef_m, options_.gateway_min_elevation_rad)) {
      in_view.push_back({static_cast<std::uint32_t>(v.satellite), v.look.elevation_rad});
    }
    const auto assigned = assign_feeders(antenna_satellites(feeders_[g]), std::move(in_view));
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
  for (std::size_t k = 0; k < serving_.size(); ++k) {
    SlotRecord record = choose_one(k, r_ecef_m, path_cost, slot);
    record.at = at;
    draw_slot(k, slot, record);
    serving_[k] = record.to;
    records.push_back(record);
  }
  return records;
}

SlotRecord AccessState::choose_one(std::size_t terminal, const std::vector<Vec3>& r_ecef_m,
                                   const PathCost& path_cost, std::int64_t slot) {
  const Terminal& spec = topology_.terminals()[terminal];
  const GroundSite& site = terminal_sites_[terminal];
  std::vector<AccessCandidate> candidates;
  for (const auto& v : visible_satellites(site, r_ecef_m, spec.min_elevation_rad)) {
    AccessCandidate candidate;
    candidate.satellite = static_cast<std::uint32_t>(v.satellite);
    candidate.elevation_rad = v.look.elevation_rad;
    candidate.azimuth_rad = v.look.azimuth_rad;
    candidate.served_last_slot = serving_[terminal] == NodeId{candidate.satellite};
    if (path_cost.has_datacenters()) {
      const double cost_ms = path_cost.to_datacenters_ms(candidate.satellite);
      candidate.has_path = cost_ms >= 0;
      candidate.path_cost_ms = candidate.has_path ? cost_ms : 0;
    }
    candidates.push_back(candidate);
  }
  RngStream& stream = streams_[terminal].choice;
  stream.seek(static_cast<std::uint64_t>(slot));
  const int chosen = choose_access(candidates, site.geodetic.lat_rad, options_.weights, stream);
  SlotRecord record;
  record.terminal = spec.node;
  record.from = serving_[terminal];
  record.candidates = static_cast<std::int64_t>(candidates.size());
  if (chosen >= 0) {
    const AccessCandidate& best = candidates[static_cast<std::size_t>(chosen)];
    record.to = NodeId{best.satellite};
    record.elevation_deg = best.elevation_rad / kDegree;
  }
  return record;
}

void AccessState::draw_slot(std::size_t terminal, std::int64_t slot, SlotRecord& record) {
  Streams& streams = streams_[terminal];
  if (options_.access_delay) {
    delay_[terminal] = draw_access_delay(streams.delay, slot, options_.access_share);
  }
  if (options_.slot_pause) {
    record.pause = options_.handover == HandoverMode::kSoft ? draw_soft_pause(streams.pause, slot)
                                                            : draw_hard_outage(streams.pause, slot);
  }
}

}  // namespace orbitmesh
