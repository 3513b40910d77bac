#include "scenarios/run_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "core/digest.h"
#include "core/error.h"

namespace orbitmesh {
namespace {

std::uint64_t parse_hex(std::string_view digits) {
  std::uint64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return value;
}

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

}  // namespace

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
  const std::string hex = digest.hex();
  const std::string_view digits = hex;
  return {attempt.request, attempt.attempt, parse_hex(digits.substr(0, 16)),
          parse_hex(digits.substr(16))};
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
  for (const HandoverRecord& handover : record.handovers) {
    for (const NodeId node : {handover.terminal, handover.from, handover.to}) {
      check_node(record, node, "a handover");
    }
  }
  for (const NodeSample& sample : record.node_samples) {
    check_node(record, sample.node, "a node sample");
  }
  check_unique_ids(record);
  check_conservation(record);
}

}  // namespace orbitmesh
