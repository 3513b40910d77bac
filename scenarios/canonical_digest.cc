#include "scenarios/canonical_digest.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string_view>
#include <tuple>
#include <vector>

#include "core/digest.h"

namespace orbitmesh {
namespace {

/// Changes whenever the order or the set of digested fields does.
constexpr std::string_view kFormat = "orbitmesh-results-3";

/// Visits `records` in ascending order of `key`, without copying them.
template <class Records, class Key, class Visit>
void visit_sorted(const Records& records, Key key, Visit visit) {
  std::vector<std::uint32_t> order(records.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return key(records[a]) < key(records[b]); });
  for (const std::uint32_t i : order) visit(records[i]);
}

void begin_part(Digest& digest, std::string_view name, std::size_t count) {
  digest.add(name);
  digest.add(static_cast<std::int64_t>(count));
}

std::int64_t number(NodeId node) { return static_cast<std::int64_t>(node.value); }

void add_entities(Digest& digest, const RunEntities& entities) {
  begin_part(digest, "node", entities.nodes.size());
  for (const NodeInfo& node : entities.nodes) {
    digest.add(std::string_view(node.name));
    digest.add(std::string_view(node.kind));
  }
  begin_part(digest, "workload", entities.groups.size());
  for (const ClientGroup& group : entities.groups) {
    begin_part(digest, group.name, group.workloads.size());
    for (const WorkloadInfo& workload : group.workloads) {
      digest.add(std::string_view(workload.name));
    }
  }
  begin_part(digest, "client", entities.clients.size());
  for (const ClientInfo& client : entities.clients) {
    digest.add(std::string_view(client.name));
    digest.add(static_cast<std::int64_t>(client.group));
  }
}

void add_detail(Digest& digest, const ServingDetail& detail) {
  if (!detail.any()) return;
  digest.add(detail.setup.ns());
  digest.add(detail.batch);
  digest.add(detail.ttft.value_or(Duration()).ns());
  digest.add(detail.tpot.value_or(Duration()).ns());
  if (!detail.kv.any()) return;
  digest.add(detail.kv.cached);
  digest.add(detail.kv.rebuilt);
  digest.add(detail.kv.moved.count);
}

void add_request(Digest& digest, const RequestRecord& r) {
  digest.add(static_cast<std::int64_t>(r.id));
  digest.add(static_cast<std::int64_t>(r.client));
  digest.add(static_cast<std::int64_t>(r.workload));
  digest.add(r.issued.ns());
  digest.add(r.ended.ns());
  digest.add(r.deadline.ns());
  digest.add(to_string(r.outcome));
  digest.add(to_string(r.cause));
  digest.add(to_string(r.tier));
  digest.add(number(r.node));
  digest.add(r.queue_wait.ns());
  digest.add(r.service.ns());
  digest.add(r.request.count);
  digest.add(r.reply.count);
  digest.add(r.attempts);
  digest.add(to_string(r.answer));
  if (r.disagreed || r.first_answer != Answer::kNone) {
    digest.add(static_cast<std::int64_t>(r.disagreed));
    digest.add(to_string(r.first_answer));
  }
  if (r.bound) digest.add(r.bound->ns());
  add_detail(digest, r.detail);
}

void add_fault(Digest& digest, const FaultRecord& f) {
  digest.add(f.at.ns());
  digest.add(number(f.node));
  digest.add(to_string(f.kind));
  digest.add(f.cleared.ns());
  for (const std::int64_t part : {f.tensor, f.element, f.bit}) digest.add(part);
}

void add_slot(Digest& digest, const SlotRecord& s) {
  digest.add(s.at.ns());
  digest.add(number(s.terminal));
  digest.add(number(s.from));
  digest.add(number(s.to));
  digest.add(s.pause.ns());
  digest.add(s.elevation_deg);
  digest.add(s.candidates);
  if (!s.location) return;
  for (const double x : {s.location->lat_rad, s.location->lon_rad, s.location->height_m}) {
    digest.add(x);
  }
}

void add_node_sample(Digest& digest, const NodeSample& s) {
  digest.add(s.at.ns());
  digest.add(number(s.node));
  digest.add(s.served);
  digest.add(s.refused);
  digest.add(s.busy_share);
  digest.add(s.queue_peak);
  if (!s.bus) return;
  digest.add(s.bus->charge_j);
  digest.add(s.bus->temperature_k.value_or(0.0));
  digest.add(s.bus->junction_k.value_or(0.0));
  digest.add(s.bus->clock_factor);
}

void add_link_sample(Digest& digest, const LinkSample& s) {
  digest.add(s.at.ns());
  digest.add(std::string_view(s.link));
  digest.add(s.packets);
  digest.add(s.sent.count);
  digest.add(static_cast<std::int64_t>(s.utilisation.has_value()));
  digest.add(s.utilisation.value_or(0.0));
  digest.add(s.queue_peak.count);
  for (const std::int64_t drops : {s.drops_queue, s.drops_cut, s.drops_no_route, s.drops_ttl}) {
    digest.add(drops);
  }
  if (s.drops_loss != 0 || s.drops_node != 0) {
    digest.add(s.drops_loss);
    digest.add(s.drops_node);
  }
  if (s.drops_aqm != 0) digest.add(s.drops_aqm);
}

void add_outage(Digest& digest, const Outage& o) {
  digest.add(std::string_view(o.cause));
  digest.add(to_string(o.what));
  digest.add(std::string_view(o.target));
  digest.add(o.begin.ns());
  digest.add(o.end.ns());
  digest.add(static_cast<std::int64_t>(o.effect.down));
  digest.add(o.effect.rate_factor);
  digest.add(o.effect.extra_delay.ns());
  digest.add(o.effect.loss);
}

void add_flow(Digest& digest, const FlowRecord& f) {
  digest.add(std::string_view(f.name));
  digest.add(to_string(f.kind));
  digest.add(number(f.from));
  digest.add(number(f.to));
  digest.add(f.start.ns());
  digest.add(f.stop.ns());
  digest.add(f.packets_sent);
  digest.add(f.packets_received);
  digest.add(f.received.count);
  digest.add(f.goodput_bit_s);
  for (const Duration delay : {f.delay_p50, f.delay_p99, f.delay_max}) digest.add(delay.ns());
  digest.add(f.retransmissions);
  if (f.kind != FlowKind::kNs3Application) return;
  for (const std::optional<Traffic>& traffic : {f.application_sent, f.application_received}) {
    digest.add(static_cast<std::int64_t>(traffic.has_value()));
    const Traffic known = traffic.value_or(Traffic{});
    digest.add(known.packets);
    digest.add(known.bytes.count);
  }
}

void add_connection_sample(Digest& digest, const ConnectionSample& s) {
  digest.add(s.at.ns());
  digest.add(number(s.client));
  digest.add(number(s.server));
  digest.add(std::string_view(s.flow));
  digest.add(to_string(s.side));
  digest.add(s.srtt.ns());
  digest.add(s.rto.ns());
  for (const std::int64_t n : {s.cwnd.count, s.in_flight.count, s.retransmissions}) digest.add(n);
}

void add_requests(Digest& digest, const RunRecord& record) {
  begin_part(digest, "request", record.requests.size());
  visit_sorted(
      record.requests, [](const RequestRecord& r) { return r.id; },
      [&](const RequestRecord& r) { add_request(digest, r); });
  begin_part(digest, "attempt", record.attempts.size());
  visit_sorted(
      record.attempts,
      [](const AttemptFingerprint& a) { return std::tie(a.request, a.attempt, a.high, a.low); },
      [&](const AttemptFingerprint& a) {
        for (const std::uint64_t part : {a.request, a.high, a.low}) {
          digest.add(static_cast<std::int64_t>(part));
        }
        digest.add(a.attempt);
      });
}

void add_faults(Digest& digest, const RunRecord& record) {
  begin_part(digest, "fault", record.faults.size());
  visit_sorted(
      record.faults,
      [](const FaultRecord& f) {
        return std::tie(f.at, f.node, f.kind, f.tensor, f.element, f.bit, f.cleared);
      },
      [&](const FaultRecord& f) { add_fault(digest, f); });
  if (!record.fault_summary) return;
  for (const FaultTally& tally : record.fault_summary->tallies) digest.add(tally.expected);
}

void add_mitigation(Digest& digest, const RunRecord& record) {
  if (!record.mitigation) return;
  const MitigationCounts& n = *record.mitigation;
  begin_part(digest, "mitigation", 1);
  for (const std::int64_t part :
       {n.recovery.reboots, n.recovery.power_cycles, n.recovery.lost, n.recovery.resumed,
        n.recovery.silent.ns(), n.recovery.down.ns(), n.fetch.fetches, n.fetch.bytes.count,
        n.fetch.time.ns(), n.drain.drains, n.drain.drained.ns(), n.drain.refused}) {
    digest.add(part);
  }
}

void add_outages(Digest& digest, const RunRecord& record) {
  if (record.outages.empty()) return;
  begin_part(digest, "outage", record.outages.size());
  visit_sorted(
      record.outages,
      [](const Outage& o) {
        return std::tie(o.begin, o.cause, o.target, o.end, o.effect.rate_factor, o.effect.loss);
      },
      [&](const Outage& o) { add_outage(digest, o); });
}

// Keys of these records end in further fields, so that two records of one place and time
// have an order too.
void add_samples(Digest& digest, const RunRecord& record) {
  begin_part(digest, "slot", record.slots.size());
  visit_sorted(
      record.slots,
      [](const SlotRecord& s) { return std::tie(s.at, s.terminal, s.from, s.to, s.pause); },
      [&](const SlotRecord& s) { add_slot(digest, s); });
  begin_part(digest, "node_sample", record.node_samples.size());
  visit_sorted(
      record.node_samples,
      [](const NodeSample& s) {
        return std::tie(s.at, s.node, s.served, s.refused, s.busy_share, s.queue_peak);
      },
      [&](const NodeSample& s) { add_node_sample(digest, s); });
  begin_part(digest, "link_sample", record.link_samples.size());
  visit_sorted(
      record.link_samples,
      [](const LinkSample& s) {
        return std::tie(s.at, s.link, s.packets, s.sent, s.utilisation, s.drops_queue);
      },
      [&](const LinkSample& s) { add_link_sample(digest, s); });
  begin_part(digest, "flow", record.flows.size());
  visit_sorted(
      record.flows,
      [](const FlowRecord& f) { return std::tie(f.name, f.start, f.stop, f.packets_sent); },
      [&](const FlowRecord& f) { add_flow(digest, f); });
}

/// Other kernels give other scores, though perhaps of the same class.
void add_kernels(Digest& digest, const RunRecord& record) {
  for (const ContentModelInfo& model : record.content_models) {
    if (model.kernels == KernelSet::kPortable) continue;
    digest.add(std::string_view(model.name));
    digest.add(to_string(model.kernels));
  }
}

void add_connection_samples(Digest& digest, const RunRecord& record) {
  if (record.connection_samples.empty()) return;
  begin_part(digest, "connection_sample", record.connection_samples.size());
  visit_sorted(
      record.connection_samples,
      [](const ConnectionSample& s) {
        return std::tie(s.at, s.client, s.server, s.flow, s.side, s.retransmissions, s.cwnd, s.srtt,
                        s.rto, s.in_flight);
      },
      [&](const ConnectionSample& s) { add_connection_sample(digest, s); });
}

}  // namespace

std::string canonical_digest(const RunRecord& record) {
  Digest digest;
  digest.add(kFormat);
  add_entities(digest, record.entities);
  add_requests(digest, record);
  add_faults(digest, record);
  add_mitigation(digest, record);
  add_outages(digest, record);
  add_samples(digest, record);
  add_connection_samples(digest, record);
  add_kernels(digest, record);
  return digest.hex();
}

}  // namespace orbitmesh
