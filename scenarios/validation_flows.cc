#include <fmt/format.h>

#include "core/quantity.h"
#include "core/suggestion.h"
#include "scenarios/expectations.h"
#include "scenarios/metrics.h"
#include "scenarios/run_record.h"
#include "scenarios/validation_parts.h"

namespace orbitmesh {
namespace {

void check_end(const Scenario& scenario, const FlowSection& flow, std::string_view key,
               const std::string& name) {
  if (scenario.find_client(name) != nullptr) return;
  const SiteSection* site = scenario.find_site(name);
  if (site == nullptr) {
    auto known = names_in(scenario.sites);
    for (const std::string_view client : names_in(scenario.clients)) known.push_back(client);
    reject_reference(flow.where.of(key), key, "site or client", name, known);
  }
  if (site->kind == SiteKind::kDatacenter && scenario.gateways.empty()) {
    throw InputError(flow.where.of(key),
                     "no satellite can reach the ground: add at least one [[gateway]]");
  }
}

void reject_key(const FlowSection& flow, std::string_view key) {
  throw InputError(flow.where.of(key), fmt::format("'{}' has no meaning for a {} flow; remove it",
                                                   key, to_string(flow.kind)));
}

void check_kind(const Scenario& scenario, const FlowSection& flow) {
  const bool cbr = flow.kind == FlowKind::kUdpCbr;
  if (cbr && !flow.rate) {
    throw InputError(flow.where.section(),
                     fmt::format("the udp-cbr flow '{}' has no rate: add rate = \"1 Mbit/s\", for "
                                 "example",
                                 flow.name));
  }
  if (!cbr && flow.rate) reject_key(flow, "rate");
  if (flow.kind != FlowKind::kPing && flow.interval) reject_key(flow, "interval");
  if (flow.kind == FlowKind::kTcpBulk && flow.size) reject_key(flow, "size");
  if (flow.kind == FlowKind::kTcpBulk && scenario.network.fidelity == Fidelity::kIdeal) {
    throw InputError(flow.where.of("kind"),
                     "tcp-bulk has no rate over ideal links; use network.fidelity = \"packet\"");
  }
}

void check_span(const Scenario& scenario, const FlowSection& flow) {
  const Duration end = scenario.run.duration;
  if (*flow.stop > end) {
    throw InputError(flow.where.of("stop"),
                     fmt::format("'stop' is {}, after the end of the run at {}",
                                 format_quantity(*flow.stop), format_quantity(end)));
  }
  if (flow.start < *flow.stop) return;
  throw InputError(flow.where.of("start"),
                   fmt::format("'start' is {}; it must be before the flow's end at {}",
                               format_quantity(flow.start), format_quantity(*flow.stop)));
}

// The entities as far as the names of metrics depend on them.
RunEntities sketch_entities(const Scenario& scenario) {
  RunEntities entities;
  for (const SiteSection& site : scenario.sites) {
    if (site.kind != SiteKind::kRemote) continue;
    for (std::int64_t k = 0; k < site.terminals; ++k) {
      entities.terminals.push_back({static_cast<std::uint32_t>(entities.nodes.size())});
      entities.nodes.push_back({terminal_name(site, k), "terminal"});
    }
  }
  for (const ClientSection& client : scenario.clients) {
    ClientGroup& group = entities.groups.emplace_back();
    group.name = client.name;
    for (const WorkloadSection& workload : client.workloads) {
      group.workloads.push_back({workload.name, 0, workload.content_model()});
    }
  }
  for (const FlowSection& flow : scenario.flows) entities.flows.push_back({flow.name, flow.kind});
  entities.faults = scenario.has_faults();
  return entities;
}

}  // namespace

void check_flows(const Scenario& scenario) {
  for (const FlowSection& flow : scenario.flows) {
    check_end(scenario, flow, "from", flow.from);
    check_end(scenario, flow, "to", flow.to);
    if (flow.from == flow.to) {
      throw InputError(
          flow.where.of("to"),
          fmt::format("the flow '{}' goes from '{}' to itself; name two different ends", flow.name,
                      flow.from));
    }
    check_kind(scenario, flow);
    check_span(scenario, flow);
  }
}

void check_metrics(const Scenario& scenario) {
  if (scenario.expectations.empty()) return;
  check_expectations(scenario.expectations, metric_names(sketch_entities(scenario)));
}

}  // namespace orbitmesh
