#include "scenarios/energy_metrics.h"

#include <algorithm>
#include <map>

#include "nodes/power/radio_energy.h"

namespace orbitmesh {
namespace {

/// A node's energy and the service that it is shared out over.
struct NodeShare {
  double compute_j = 0;
  double idle_j = 0;
  std::int64_t service_ns = 0;
};

bool answered(const RequestRecord& request) {
  return request.outcome == Outcome::kCompleted || request.outcome == Outcome::kLate;
}

std::map<NodeId, NodeShare> node_shares(const RunRecord& record) {
  std::map<NodeId, NodeShare> shares;
  for (const NodeEnergyRecord& energy : record.node_energies) {
    const double device_j = energy.compute_j + energy.leased_j + energy.idle_j;
    const double whole = device_j > 0.0 ? (device_j + energy.overhead_j) / device_j : 1.0;
    // Leased work bears its part of the idle power.
    const double for_requests =
        energy.leased_j > 0.0 ? energy.compute_j / (energy.compute_j + energy.leased_j) : 1.0;
    shares[energy.node] = {whole * energy.compute_j, for_requests * whole * energy.idle_j, 0};
  }
  for (const RequestRecord& request : record.requests) {
    if (answered(request)) shares[request.node].service_ns += request.service.ns();
  }
  return shares;
}

void add(WorkloadEnergy& sum, const RequestRecord& request, const NodeShare& node) {
  ++sum.answered;
  sum.bytes += request.carried.count;
  if (request.tier != Tier::kLocal) sum.radio_j += radio_energy_j(request.tier, request.carried);
  if (node.service_ns == 0) return;
  const double share =
      static_cast<double>(request.service.ns()) / static_cast<double>(node.service_ns);
  sum.compute_j += share * node.compute_j;
  sum.idle_j += share * node.idle_j;
}

}  // namespace

std::vector<WorkloadEnergy> workload_energy(const RunRecord& record) {
  std::vector<std::size_t> first;  // entry of each group's first workload
  std::size_t workloads = 0;
  for (const ClientGroup& group : record.entities.groups) {
    first.push_back(workloads);
    workloads += group.workloads.size();
  }
  const std::map<NodeId, NodeShare> shares = node_shares(record);
  // In a fixed order: the last bit of a sum must not depend on the order of arrival.
  std::vector<const RequestRecord*> requests;
  for (const RequestRecord& request : record.requests) {
    if (answered(request)) requests.push_back(&request);
  }
  std::sort(requests.begin(), requests.end(),
            [](const RequestRecord* a, const RequestRecord* b) { return a->id < b->id; });
  std::vector<WorkloadEnergy> sums(workloads);
  for (const RequestRecord* request : requests) {
    const std::uint32_t group = record.entities.clients[request->client].group;
    add(sums[first[group] + request->workload], *request, shares.at(request->node));
  }
  return sums;
}

std::optional<BusMetrics> bus_metrics(const RunRecord& record) {
  BusMetrics metrics;
  std::int64_t knots = 0;
  std::int64_t knots_off = 0;
  double clock_sum = 0;
  for (const NodeEnergyRecord& energy : record.node_energies) {
    if (!energy.bus || energy.bus->knots == 0) continue;
    const BusSummary& bus = *energy.bus;
    const double charge_j = bus.least_charge_j;
    metrics.least_charge_j =
        metrics.nodes == 0 ? charge_j : std::min(metrics.least_charge_j, charge_j);
    ++metrics.nodes;
    if (bus.knots_off > 0) ++metrics.nodes_off;
    knots += bus.knots;
    knots_off += bus.knots_off;
    clock_sum += bus.clock_sum;
    metrics.least_clock = std::min(metrics.least_clock, bus.least_clock);
    metrics.hottest_junction_k = std::max(metrics.hottest_junction_k, bus.hottest_junction_k);
  }
  if (knots == 0) return std::nullopt;
  metrics.mean_clock = clock_sum / static_cast<double>(knots);
  metrics.off_share = static_cast<double>(knots_off) / static_cast<double>(knots);
  return metrics;
}

}  // namespace orbitmesh
