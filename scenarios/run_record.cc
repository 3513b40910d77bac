#include "scenarios/run_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "core/digest.h"
#include "core/error.h"

namespace orbitmesh {
namespace {

void check_node(const RunRecord& record, NodeId node, std::string_view where) {
  if (node.valid() && node.index() >= record.entities.nodes.size()) {
    throw RunError(fmt::format("{} names node {}, but the run has {} nodes", where, node.value,
                               record.entities.nodes.size()));
  }
}

/// Throws unless client and workload of the request exist; returns the client's group.
std::uint32_t checked_group(const RunRecord& record, const RequestRecord& request) {
  const RunEntities& entities = record.entities;
  if (request.client >= entities.clients.size()) {
    throw RunError(fmt::format("request {} names client {}, but the run has {} clients", request.id,
                               request.client, entities.clients.size()));
  }
  const std::uint32_t group = entities.clients[request.client].group;
  if (request.workload >= entities.groups[group].workloads.size()) {
    throw RunError(fmt::format("request {} names workload {}, which client '{}' does not have",
                               request.id, request.workload,
                               entities.clients[request.client].name));
  }
  return group;
}

void check_entities(const RunRecord& record) {
  for (const NodeId terminal : record.entities.terminals) {
    if (!terminal.valid()) throw RunError("a terminal has no node");
    check_node(record, terminal, "a terminal");
  }
  for (const ClientInfo& client : record.entities.clients) {
    if (client.group >= record.entities.groups.size()) {
      throw RunError(fmt::format("client '{}' belongs to no group", client.name));
    }
  }
}

void check_unique_ids(const RunRecord& record) {
  std::vector<std::uint64_t> ids;
  ids.reserve(record.requests.size());
  for (const RequestRecord& request : record.requests) ids.push_back(request.id);
  std::sort(ids.begin(), ids.end());
  const auto twice = std::adjacent_find(ids.begin(), ids.end());
  if (twice != ids.end()) throw RunError(fmt::format("request {} was recorded twice", *twice));
}

void check_conservation(const RunRecord& record) {
  std::vector<std::vector<std::int64_t>> recorded;
  for (const ClientGroup& group : record.entities.groups) {
    recorded.emplace_back(group.workloads.size(), 0);
  }
  for (const RequestRecord& request : record.requests) {
    ++recorded[checked_group(record, request)][request.workload];
  }
  for (std::size_t g = 0; g < recorded.size(); ++g) {
    const ClientGroup& group = record.entities.groups[g];
    for (std::size_t w = 0; w < recorded[g].size(); ++w) {
      if (group.workloads[w].issued == recorded[g][w]) continue;
      throw RunError(fmt::format(
          "client '{}', workload '{}': {} requests were issued, but completed + late + failed + "
          "pending make {}",
          group.name, group.workloads[w].name, group.workloads[w].issued, recorded[g][w]));
    }
  }
}

void check_fault_count(const RunRecord& record, FaultKind kind, std::int64_t counted) {
  const std::int64_t recorded = count_faults(record, kind);
  if (recorded == counted) return;
  throw RunError(fmt::format("the fault summary has {} {}, but {} were recorded", counted,
                             to_string(kind), recorded));
}

/// Whether such an answer can only come from computed content.
bool is_computed(Answer answer) { return answer == Answer::kCorrect || answer == Answer::kMisread; }

void check_answers(const RunRecord& record) {
  for (const RequestRecord& request : record.requests) {
    if (request.answer == Answer::kNone) continue;
    if (record.entities.faults && !is_computed(request.answer)) continue;
    const ClientGroup& group = record.entities.groups[checked_group(record, request)];
    const WorkloadInfo& workload = group.workloads[request.workload];
    if (workload.has_content()) continue;
    throw RunError(
        fmt::format("request {} has a computed answer, but workload '{}' of client '{}' "
                    "has no content",
                    request.id, workload.name, group.name));
  }
}

void check_causes(const RunRecord& record) {
  for (const RequestRecord& request : record.requests) {
    if ((request.outcome == Outcome::kFailed) == (request.cause != FailureCause::kNone)) continue;
    throw RunError(fmt::format("request {} is {}, but its cause of failure is {}", request.id,
                               to_string(request.outcome), to_string(request.cause)));
  }
}

void check_outages(const RunRecord& record) {
  for (const Outage& outage : record.outages) {
    if (outage.begin < outage.end) continue;
    throw RunError(
        fmt::format("outage '{}' of {} ends before it begins", outage.cause, outage.target));
  }
}

void check_faults(const RunRecord& record) {
  if (record.fault_summary.has_value() != record.entities.faults) {
    throw RunError(record.entities.faults ? "the fault summary is missing"
                                          : "there is a fault summary, but no node has faults");
  }
  for (const FaultRecord& fault : record.faults) {
    if (!fault.node.valid()) throw RunError("a fault has no node");
    check_node(record, fault.node, "a fault");
    if (fault.cleared < fault.at) {
      throw RunError(fmt::format("a fault was cleared {} ns before it happened",
                                 (fault.at - fault.cleared).ns()));
    }
  }
  const FaultSummary summary = record.fault_summary.value_or(FaultSummary{});
  for (const auto& [kind, name] : enum_names(FaultKind{})) {
    check_fault_count(record, kind, summary.of(kind).happened);
  }
}

}  // namespace

std::int64_t count_faults(const RunRecord& record, FaultKind kind) {
  return std::count_if(record.faults.begin(), record.faults.end(),
                       [&](const FaultRecord& fault) { return fault.kind == kind; });
}

AttemptFingerprint fingerprint(const AttemptRecord& attempt) {
  Digest digest;
  digest.add(static_cast<std::int64_t>(attempt.node.value));
  digest.add(to_string(attempt.tier));
  digest.add(attempt.sent.ns());
  digest.add(attempt.arrived.ns());
  digest.add(attempt.ended.ns());
  digest.add(attempt.queue_wait.ns());
  digest.add(attempt.service.ns());
  digest.add(to_string(attempt.cause));
  digest.add(to_string(attempt.answer));
  if (attempt.repeated) digest.add(std::string_view("repeated"));
  if (attempt.detail.any()) {
    digest.add(attempt.detail.setup.ns());
    digest.add(attempt.detail.batch);
    digest.add(attempt.detail.ttft.value_or(Duration()).ns());
    digest.add(attempt.detail.tpot.value_or(Duration()).ns());
    if (attempt.detail.kv.any()) {
      digest.add(attempt.detail.kv.cached);
      digest.add(attempt.detail.kv.rebuilt);
      digest.add(attempt.detail.kv.moved.count);
    }
  }
  const auto [high, low] = digest.value();
  return {attempt.request, attempt.attempt, high, low};
}

void check_consistency(const RunRecord& record) {
  check_entities(record);
  for (const RequestRecord& request : record.requests) {
    check_node(record, request.node, fmt::format("request {}", request.id));
    if (request.ended < request.issued) {
      throw RunError(fmt::format("request {} ended {} ns before it was issued", request.id,
                                 (request.issued - request.ended).ns()));
    }
  }
  for (const SlotRecord& slot : record.slots) {
    for (const NodeId node : {slot.terminal, slot.from, slot.to}) {
      check_node(record, node, "a slot");
    }
  }
  for (const NodeSample& sample : record.node_samples) {
    check_node(record, sample.node, "a node sample");
  }
  check_unique_ids(record);
  check_conservation(record);
  check_causes(record);
  check_answers(record);
  check_faults(record);
  check_outages(record);
}

}  // namespace orbitmesh
