#include "scenarios/run_warnings.h"

#include <fmt/format.h>

#include <map>

namespace orbitmesh {
namespace {

void warn_of_acceleration(const RunRecord& record, std::vector<std::string>& warnings) {
  if (!record.fault_summary || record.fault_summary->acceleration == 1.0) return;
  warnings.push_back(fmt::format("fault rates are multiplied by {} (faults.acceleration)",
                                 record.fault_summary->acceleration));
}

void warn_of_catalogues(const RunRecord& record, std::vector<std::string>& warnings) {
  for (const CatalogueInfo& catalogue : record.entities.catalogues) {
    for (const std::string& remark : catalogue.remarks) {
      warnings.push_back(fmt::format("constellation {}: {}", catalogue.constellation, remark));
    }
  }
}

void warn_of_coverage(const RunRecord& record, std::vector<std::string>& warnings) {
  std::map<NodeId, std::int64_t> uncovered;
  for (const SlotRecord& slot : record.slots) {
    if (!slot.to.valid()) ++uncovered[slot.terminal];
  }
  for (const auto& [terminal, slots] : uncovered) {
    warnings.push_back(fmt::format("terminal {} had no satellite in view in {} slot{}",
                                   record.entities.nodes[terminal.index()].name, slots,
                                   slots == 1 ? "" : "s"));
  }
}

void warn_of_refusals(const RunRecord& record, std::vector<std::string>& warnings) {
  std::map<NodeId, std::int64_t> refused;
  for (const NodeSample& sample : record.node_samples) {
    if (sample.refused > 0) refused[sample.node] += sample.refused;
  }
  if (refused.empty()) return;
  std::int64_t total = 0;
  for (const auto& [node, count] : refused) total += count;
  warnings.push_back(fmt::format("{} request{} were refused at {} node{}, {} first", total,
                                 total == 1 ? "" : "s", refused.size(),
                                 refused.size() == 1 ? "" : "s",
                                 record.entities.nodes[refused.begin()->first.index()].name));
}

void warn_of_silence(const RunRecord& record, std::vector<std::string>& warnings) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, bool> answered;
  for (const RequestRecord& request : record.requests) {
    const std::uint32_t group = record.entities.clients[request.client].group;
    answered[{group, request.workload}] |=
        request.outcome == Outcome::kCompleted || request.outcome == Outcome::kLate;
  }
  for (const auto& [key, any] : answered) {
    if (any) continue;
    const ClientGroup& group = record.entities.groups[key.first];
    warnings.push_back(fmt::format("no request of {}.{} was answered", group.name,
                                   group.workloads[key.second].name));
  }
}

}  // namespace

std::vector<std::string> run_warnings(const RunRecord& record) {
  std::vector<std::string> warnings = record.remarks;
  warn_of_acceleration(record, warnings);
  warn_of_catalogues(record, warnings);
  warn_of_coverage(record, warnings);
  warn_of_refusals(record, warnings);
  warn_of_silence(record, warnings);
  return warnings;
}

}  // namespace orbitmesh
