#include "scenarios/summary.h"

#include <fmt/format.h>

#include "scenarios/summary_answers.h"
#include "scenarios/summary_energy.h"
#include "scenarios/summary_format.h"
#include "scenarios/summary_load.h"
#include "scenarios/summary_mitigation.h"
#include "scenarios/summary_network.h"
#include "scenarios/summary_nodes.h"
#include "scenarios/summary_outages.h"
#include "scenarios/summary_requests.h"

namespace orbitmesh {
namespace {

std::string header(const RunRecord& record) {
  return fmt::format("{}   seed {}, {} simulated, {} satellites, {} nodes\n\n", record.scenario,
                     record.seed, readable(record.simulated), grouped(record.satellites),
                     grouped(static_cast<std::int64_t>(record.entities.nodes.size())));
}

std::string bounds(const ExpectSection& e) {
  if (e.min && e.max) return fmt::format("in [{}, {}]", *e.min, *e.max);
  if (e.min) return fmt::format(">= {}", *e.min);
  return fmt::format("<= {}", *e.max);
}

std::string expectation_section(const std::vector<ExpectationResult>& results) {
  if (results.empty()) return "";
  std::string out = "Expectations\n";
  for (const ExpectationResult& result : results) {
    const std::string unit = result.unit == "1" ? "" : " " + result.unit;
    const std::string value = result.value ? fmt::format("{:.6g}{}", *result.value, unit) : "none";
    out += fmt::format("  {:<4}  {} = {}, expected {}\n", result.passed ? "ok" : "FAIL",
                       result.expectation.metric, value, bounds(result.expectation));
    if (!result.value) out += fmt::format("        {}\n", result.reason);
  }
  return out + "\n";
}

std::string warning_section(const RunRecord& record) {
  if (record.warnings.empty()) return "";
  std::string out = "Warnings\n";
  for (const std::string& warning : record.warnings) out += fmt::format("  {}\n", warning);
  return out + "\n";
}

std::string footer(const SummaryInput& input) {
  const RunRecord& record = input.record;
  std::string out;
  if (!record.deterministic) {
    out += "The host's clock could reach these results: another run may differ.\n";
  }
  if (!record.digest.empty()) out += fmt::format("digest     {}\n", record.digest);
  if (record.wall_s > 0.0) {
    const double speed = record.simulated.seconds() / record.wall_s;
    out += fmt::format("wall time  {} for {} simulated, {} times real time\n",
                       readable(Duration::from_seconds(record.wall_s)), readable(record.simulated),
                       readable_factor(speed));
  }
  if (!record.content_models.empty()) {
    const std::int64_t refused = record.workers.refused;
    out += fmt::format("workers    {} inferences, {} of them sent again{}\n",
                       grouped(record.workers.dispatched), grouped(record.workers.resent),
                       refused == 0 ? "" : fmt::format("; {} unknown keys refused", refused));
  }
  if (!input.folder.empty()) out += fmt::format("results    {}\n", input.folder);
  return out;
}

}  // namespace

std::string summary_text(const SummaryInput& input) {
  std::string out = header(input.record) + acceleration_notice(input.record);
  if (!input.metrics.workloads.empty()) {
    out += request_section(input.metrics.workloads);
    out += latency_section(input.metrics.workloads);
    out += load_section(input.metrics.workloads);
    out += placement_section(input.record, input.metrics.workloads);
    out += answer_section(input.record, input.metrics.workloads);
  }
  out += node_section(input.record, input.metrics.nodes);
  out += energy_section(input.record, input.metrics);
  out += fault_section(input.record);
  out += mitigation_section(input.record);
  out += outage_section(input.record);
  out += flow_section(input.record);
  out += link_section(input.metrics.links);
  out += terminal_section(input.record, input.metrics.terminals);
  out += expectation_section(input.expectations);
  out += warning_section(input.record);
  return out + footer(input);
}

}  // namespace orbitmesh
