#include "scenarios/energy_plane.h"

#include <algorithm>

#include "scenarios/bus_plan.h"

namespace orbitmesh {

EnergyPlane::Node& EnergyPlane::add(Server& server) {
  Node& node = nodes_[server.node()];
  node.energy = std::make_unique<NodeEnergy>(loop_, server,
                                             compute_power(server.accelerator(), server.devices()));
  node.server = &server;
  return node;
}

void EnergyPlane::add_satellite(Server& server, const ConstellationSection& section) {
  power_.add(server);
  Node& node = add(server);
  if (!section.bus) return;
  satellites_.add(server, *node.energy, bus_of(section, library_), bus_options(section));
}

void EnergyPlane::add_site(Server& server, const std::optional<std::string>& platform) {
  power_.add(server);
  add_platform(server, platform);
}

void EnergyPlane::add_client(Server& server, const std::optional<std::string>& platform) {
  add_platform(server, platform);
}

void EnergyPlane::add_platform(Server& server, const std::optional<std::string>& platform) {
  Node& node = add(server);
  if (!platform) return;
  node.platform =
      PlatformPower(*library_.find_platform(*platform), node.energy->power(), server.devices());
  server.set_clock(node.platform.clock());
}

NodeEnergyRecord EnergyPlane::total(NodeId id, const Node& node) const {
  const ComputeEnergy energy = node.energy->total();
  NodeEnergyRecord record;
  record.node = id;
  record.compute_j = energy.compute_j;
  record.leased_j = energy.leased_j;
  record.idle_j = energy.idle_j;
  record.overhead_j = node.platform.overhead_j(energy);
  record.body_j = node.platform.body_w() * loop_.now().seconds();
  record.bus = satellites_.summary(id);
  return record;
}

std::optional<BusSample> EnergyPlane::sample(NodeId id) const {
  const auto found = nodes_.find(id);
  if (found == nodes_.end()) return std::nullopt;
  const Node& node = found->second;
  if (!node.platform.battery_j()) return satellites_.sample(id);
  const NodeEnergyRecord used = total(id, node);
  BusSample sample;
  sample.charge_j = std::max(0.0, *node.platform.battery_j() - used.total_j());
  sample.clock_factor = node.server->up() ? node.server->clock() : 0.0;
  return sample;
}

std::vector<NodeEnergyRecord> EnergyPlane::totals() const {
  std::vector<NodeEnergyRecord> records;
  for (const auto& [id, node] : nodes_) records.push_back(total(id, node));
  return records;
}

}  // namespace orbitmesh
