#include <fmt/format.h>

#include "core/quantity.h"
#include "mesh/ns3_types.h"
#include "scenarios/expectations.h"
#include "scenarios/metrics.h"
#include "scenarios/run_record.h"
#include "scenarios/validation_parts.h"

namespace orbitmesh {
namespace {

/// The key says what ns-3 says of its value.
template <class Check>
void check_ns3(const SourceLocation& where, std::string_view key, Check check) {
  try {
    check();
  } catch (const InputError& error) {
    throw InputError(where, fmt::format("'{}': {}", key, error.what()));
  }
}

void reject_keys(const FlowSection& flow, const std::vector<std::string_view>& keys) {
  for (const std::string_view key : keys) {
    if (!flow.where.given(key) || (key == "attributes" && flow.attributes.empty())) continue;
    throw InputError(flow.where.of(key), fmt::format("'{}' has no meaning for a {} flow; remove it",
                                                     key, to_string(flow.kind)));
  }
}

[[noreturn]] void reject_without(const FlowSection& flow, std::string_view key,
                                 std::string_view example) {
  throw InputError(flow.where.section(),
                   fmt::format("the {} flow '{}' has no {}: add {} = {}, for example",
                               to_string(flow.kind), flow.name, key, key, example));
}

void check_ends(const Scenario& scenario, const FlowSection& flow) {
  if (!flow.from) reject_without(flow, "from", "\"robot\"");
  check_end_host(scenario, flow.where, "from", *flow.from);
  if (!flow.to && flow.kind != TrafficKind::kNs3Application) {
    reject_without(flow, "to", "\"austin\"");
  }
  if (!flow.to) return;
  check_end_host(scenario, flow.where, "to", *flow.to);
  if (*flow.from != *flow.to) return;
  throw InputError(flow.where.of("to"),
                   fmt::format("the flow '{}' goes from '{}' to itself; name two different ends",
                               flow.name, *flow.from));
}

void require_packets(const Scenario& scenario, const SourceLocation& where, std::string_view what) {
  if (scenario.network.fidelity == Fidelity::kPacket) return;
  throw InputError(where, fmt::format("{} needs packets; use network.fidelity = \"packet\"", what));
}

void check_bulk(const Scenario& scenario, const FlowSection& flow) {
  reject_keys(flow, {"rate", "interval", "size", "file", "type", "attributes"});
  if (scenario.network.fidelity == Fidelity::kIdeal) {
    throw InputError(flow.where.of("kind"),
                     "tcp-bulk has no rate over ideal links; use network.fidelity = \"packet\"");
  }
  if (*flow.tcp == kMeshCubicType) return;
  require_packets(scenario, flow.where.of("tcp"), "a congestion control of ns-3");
  check_ns3(flow.where.of("tcp"), "tcp", [&] { check_ns3_tcp(*flow.tcp); });
}

void check_application(const Scenario& scenario, const FlowSection& flow) {
  reject_keys(flow, {"rate", "interval", "size", "file", "tcp"});
  require_packets(scenario, flow.where.of("kind"), "an ns3-application");
  if (!flow.type) reject_without(flow, "type", "\"ns3::OnOffApplication\"");
  check_ns3(flow.where.of("type"), "type", [&] { check_ns3_application(*flow.type); });
  for (std::size_t i = 0; i < flow.attributes.size(); ++i) {
    const SourceLocation& where = flow.where.of("attributes", i);
    check_ns3(where, "attributes", [&] { check_ns3_attribute(*flow.type, flow.attributes[i]); });
    if (flow.to || flow.attributes[i].find("{to}") == std::string::npos) continue;
    throw InputError(where,
                     "'{to}' stands for the end 'to', which this flow does not have: add it");
  }
  check_ns3(flow.where.of("attributes"), "attributes",
            [&] { check_ns3_attributes(*flow.type, flow.attributes); });
}

void check_kind(const Scenario& scenario, const FlowSection& flow) {
  switch (flow.kind) {
    case TrafficKind::kUdpCbr:
      if (!flow.rate) reject_without(flow, "rate", "\"1 Mbit/s\"");
      return reject_keys(flow, {"interval", "file", "tcp", "type", "attributes"});
    case TrafficKind::kPing:
      return reject_keys(flow, {"rate", "file", "tcp", "type", "attributes"});
    case TrafficKind::kTcpBulk:
      return check_bulk(scenario, flow);
    case TrafficKind::kNs3Application:
      return check_application(scenario, flow);
    case TrafficKind::kMatrix:
      return;
  }
}

void check_network_tcp(const Scenario& scenario) {
  const SectionLocation& where = scenario.network.where;
  if (scenario.network.flow_tcp != kMeshCubicType) {
    require_packets(scenario, where.of("flow_tcp"), "a congestion control of ns-3");
    check_ns3(where.of("flow_tcp"), "flow_tcp", [&] { check_ns3_tcp(scenario.network.flow_tcp); });
  }
  if (scenario.network.connection_samples) {
    require_packets(scenario, where.of("connection_samples"), "sampling connections");
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
  for (const FlowSection& flow : scenario.flows) {
    entities.flows.push_back({flow.name, flow.flow_kind()});
  }
  entities.faults = scenario.has_faults();
  entities.buses = scenario.has_buses();
  return entities;
}

}  // namespace

void check_matrix(const FlowSection& flow) {
  // A row's number is added to the name, which has at most 40 characters.
  constexpr std::size_t kMostName = 33;
  reject_keys(flow, {"from", "to", "rate", "interval", "type", "attributes"});
  if (!flow.file) reject_without(flow, "file", "\"matrix.csv\"");
  if (flow.name.size() <= kMostName) return;
  throw InputError(flow.where.of("name"),
                   fmt::format("the name of a matrix has at most {} characters", kMostName));
}

void check_flows(const Scenario& scenario) {
  check_network_tcp(scenario);
  for (const FlowSection& flow : scenario.flows) {
    check_ends(scenario, flow);
    check_kind(scenario, flow);
    check_span(scenario, flow);
  }
}

void check_metrics(const Scenario& scenario) {
  if (scenario.expectations.empty()) return;
  check_expectations(scenario.expectations, metric_names(sketch_entities(scenario)));
}

}  // namespace orbitmesh
