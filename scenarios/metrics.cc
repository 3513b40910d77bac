#include "scenarios/metrics.h"

#include <fmt/format.h>

#include <map>
#include <string_view>
#include <utility>

namespace orbitmesh {
namespace {

/// Collects metrics that share the first part of their names.
class MetricGroup {
 public:
  MetricGroup(std::vector<Metric>& all, std::string prefix)
      : all_(all), prefix_(std::move(prefix)) {}

  void value(std::string_view name, std::string_view unit, double value) {
    all_.push_back({prefix_ + std::string(name), std::string(unit), value, ""});
  }
  void count(std::string_view name, std::int64_t n) { value(name, "1", static_cast<double>(n)); }
  void missing(std::string_view name, std::string_view unit, std::string reason) {
    all_.push_back({prefix_ + std::string(name), std::string(unit), {}, std::move(reason)});
  }
  void share(std::string_view name, std::int64_t part, std::int64_t whole,
             std::string_view why_none) {
    if (whole == 0) return missing(name, "1", std::string(why_none));
    value(name, "1", static_cast<double>(part) / static_cast<double>(whole));
  }

 private:
  std::vector<Metric>& all_;
  std::string prefix_;
};

constexpr std::string_view kNothingAnswered = "no request was answered";

void add_latency(MetricGroup& group, std::string_view what, const LatencyPercentile& latency,
                 std::int64_t answered) {
  const std::string name = fmt::format("{}_p{}_ms", what, latency.percentile.per_mille / 10);
  if (answered == 0) return group.missing(name, "ms", std::string(kNothingAnswered));
  if (latency.value) return group.value(name, "ms", latency.value->milliseconds());
  if (!latency.lacks_samples()) {
    return group.missing(name, "ms", "not supported by N: a lower percentile is not");
  }
  group.missing(name, "ms",
                fmt::format("not supported by N: {} effective samples of {} answers, {} needed",
                            static_cast<std::int64_t>(latency.effective_samples), answered,
                            minimum_samples(latency.percentile)));
}

void add_answers(MetricGroup& group, const AnswerCounts& answers) {
  group.share("accuracy", answers.correct, answers.computed(), "no answer was computed");
  group.count("wrong", answers.corrupted);
  group.count("detected", answers.detected);
  group.count("misread", answers.misread);
}

void add_modelled(MetricGroup& group, const AnswerCounts& answers) {
  group.count("wrong", answers.corrupted);
  group.count("tolerable", answers.tolerable);
  group.count("detected", answers.detected);
  group.count("intact", answers.intact);
}

void add_extra(MetricGroup& group, const WorkloadMetrics& w) {
  group.count("retries", w.extra.retries);
  group.count("repeated", w.extra.repeated);
  group.value("probe_bytes", "B", static_cast<double>(w.extra.probe_bytes.count));
  group.count("disagreed", w.disagreed);
}

void add_tokens(MetricGroup& group, const WorkloadMetrics& w) {
  for (const LatencyPercentile& ttft : w.ttft) add_latency(group, "ttft", ttft, w.with_ttft);
  for (const LatencyPercentile& tpot : w.tpot) add_latency(group, "tpot", tpot, w.with_tpot);
  group.count("kv_kept", w.kv.kept);
  group.count("kv_moved", w.kv.moved);
  group.count("kv_rebuilt", w.kv.rebuilt);
  group.count("kv_rebuilt_tokens", w.kv.rebuilt_tokens);
  group.value("kv_moved_bytes", "B", static_cast<double>(w.kv.moved_bytes.count));
}

void add_load(MetricGroup& group, const WorkloadMetrics& w) {
  if (w.has_throughput) {
    w.throughput ? group.value("throughput", "1/s", *w.throughput)
                 : group.missing("throughput", "1/s", std::string(kNothingAnswered));
  }
  if (!w.target) return;
  group.count("valid", w.verdict.valid() ? 1 : 0);
  group.count("blocks", w.verdict.blocks);
  group.count("blocks_over", w.verdict.over);
  group.count("blocks_needed", w.verdict.needed);
}

void add_workload(std::vector<Metric>& all, const WorkloadMetrics& w, const RunRecord& record) {
  MetricGroup group(all, fmt::format("client.{}.{}.", w.client, w.workload));
  group.count("issued", w.issued);
  group.count("completed", w.completed);
  group.count("late", w.late);
  group.count("failed", w.failed);
  group.count("pending", w.pending);
  group.share("deadline_met", w.completed, w.ended(), "no request ended");
  group.value("goodput", "1/s", w.goodput(record.simulated));
  for (const LatencyPercentile& latency : w.latency) {
    add_latency(group, "latency", latency, w.answered());
  }
  for (const Tier tier : {Tier::kLocal, Tier::kSatellite, Tier::kGround}) {
    group.share(fmt::format("share_{}", to_string(tier)),
                w.answered_by_tier[static_cast<std::size_t>(tier)], w.answered(), kNothingAnswered);
  }
  add_load(group, w);
  add_extra(group, w);
  if (w.generates_tokens) add_tokens(group, w);
  if (w.content_model.empty() && !record.entities.faults) return;
  w.content_model.empty() ? add_modelled(group, w.answers()) : add_answers(group, w.answers());
  group.count("wrong_at_first", w.first_answers.corrupted);
}

void add_traffic(MetricGroup& group, std::string_view name, const std::optional<Traffic>& traffic,
                 std::string_view trace) {
  traffic ? group.value(name, "B", static_cast<double>(traffic->bytes.count))
          : group.missing(name, "B", fmt::format("the application has no trace {}", trace));
}

void add_application(MetricGroup& group, const FlowRecord* record) {
  const FlowRecord known = record == nullptr ? FlowRecord{} : *record;
  add_traffic(group, "sent_bytes", known.application_sent, "Tx");
  add_traffic(group, "received_bytes", known.application_received, "Rx");
}

void add_flow(std::vector<Metric>& all, const FlowInfo& flow, const FlowRecord* record) {
  MetricGroup group(all, fmt::format("flow.{}.", flow.name));
  const std::string no_record = "the flow left no record";
  if (flow.kind == FlowKind::kNs3Application) return add_application(group, record);
  if (flow.kind != FlowKind::kPing) {
    record == nullptr ? group.missing("goodput_bit_s", "bit/s", no_record)
                      : group.value("goodput_bit_s", "bit/s", record->goodput_bit_s);
  }
  if (flow.kind != FlowKind::kTcpBulk) {
    record == nullptr ? group.missing("loss", "1", no_record)
                      : group.share("loss", record->packets_sent - record->packets_received,
                                    record->packets_sent, "no packet was sent");
  }
  if (flow.kind != FlowKind::kPing) return;
  const bool answered = record != nullptr && record->packets_received > 0;
  const std::string why = record == nullptr ? no_record : "no echo came back";
  const auto add_round_trip = [&](std::string_view name, Duration FlowRecord::*delay) {
    answered ? group.value(name, "ms", (record->*delay).milliseconds())
             : group.missing(name, "ms", why);
  };
  add_round_trip("rtt_p50_ms", &FlowRecord::delay_p50);
  add_round_trip("rtt_p99_ms", &FlowRecord::delay_p99);
}

void add_energy(std::vector<Metric>& all, const WorkloadMetrics& w, const WorkloadEnergy& energy) {
  MetricGroup group(all, fmt::format("client.{}.{}.", w.client, w.workload));
  const auto an_answer = [&](std::string_view name, std::string_view unit, double sum) {
    if (energy.answered == 0) return group.missing(name, unit, std::string(kNothingAnswered));
    group.value(name, unit, sum / static_cast<double>(energy.answered));
  };
  an_answer("energy_per_answer_j", "J", energy.total_j());
  an_answer("compute_per_answer_j", "J", energy.compute_j);
  an_answer("idle_per_answer_j", "J", energy.idle_j);
  an_answer("radio_per_answer_j", "J", energy.radio_j);
  an_answer("bytes_per_answer", "B", static_cast<double>(energy.bytes));
}

void add_buses(std::vector<Metric>& all, const std::optional<BusMetrics>& buses) {
  MetricGroup group(all, "power.");
  const BusMetrics known = buses.value_or(BusMetrics{});
  const auto add = [&](std::string_view name, std::string_view unit, double value) {
    buses ? group.value(name, unit, value) : group.missing(name, unit, "no satellite has a bus");
  };
  add("mean_clock", "1", known.mean_clock);
  add("least_clock", "1", known.least_clock);
  add("off_share", "1", known.off_share);
  add("hottest_junction_k", "K", known.hottest_junction_k);
  add("least_charge_j", "J", known.least_charge_j);
}

void add_mitigation(std::vector<Metric>& all, const MitigationCounts& n) {
  MetricGroup group(all, "mitigation.");
  group.count("drains", n.drain.drains);
  group.value("drained_s", "s", n.drain.drained.seconds());
  group.count("refused", n.drain.refused);
  group.value("drained_idle_j", "J", n.drain.idle_j);
  group.count("reboots", n.recovery.reboots);
  group.count("power_cycles", n.recovery.power_cycles);
  group.count("lost", n.recovery.lost);
  group.count("resumed", n.recovery.resumed);
  group.value("silent_s", "s", n.recovery.silent.seconds());
  group.value("down_s", "s", n.recovery.down.seconds());
  group.count("reloads", n.fetch.fetches);
  group.value("reload_bytes", "B", static_cast<double>(n.fetch.bytes.count));
  group.value("reload_s", "s", n.fetch.time.seconds());
}

}  // namespace

RunMetrics compute_metrics(const RunRecord& record) {
  RunMetrics metrics;
  metrics.workloads = workload_metrics(record);
  metrics.terminals = terminal_metrics(record);
  metrics.links = link_metrics(record);
  metrics.nodes = node_metrics(record);
  metrics.energies = workload_energy(record);
  metrics.buses = bus_metrics(record);
  return metrics;
}

std::vector<Metric> list_metrics(const RunRecord& record, const RunMetrics& metrics) {
  std::vector<Metric> all;
  for (const WorkloadMetrics& workload : metrics.workloads) {
    add_workload(all, workload, record);
  }
  for (std::size_t i = 0; i < metrics.workloads.size(); ++i) {
    add_energy(all, metrics.workloads[i], metrics.energies[i]);
  }
  for (const TerminalMetrics& terminal : metrics.terminals) {
    const std::string& name = record.entities.nodes.at(terminal.terminal.index()).name;
    MetricGroup(all, fmt::format("terminal.{}.", name)).count("handovers", terminal.handovers);
  }
  std::map<std::string_view, const FlowRecord*> flows;
  for (const FlowRecord& flow : record.flows) flows.emplace(flow.name, &flow);
  for (const FlowInfo& flow : record.entities.flows) {
    const auto found = flows.find(flow.name);
    add_flow(all, flow, found == flows.end() ? nullptr : found->second);
  }
  if (record.entities.faults) {
    MetricGroup faults(all, "faults.");
    for (const auto& [kind, name] : enum_names(FaultKind{})) {
      faults.count(name, count_faults(record, kind));
    }
  }
  if (record.entities.mitigation) {
    add_mitigation(all, record.mitigation.value_or(MitigationCounts{}));
  }
  if (record.entities.buses) add_buses(all, metrics.buses);
  MetricGroup(all, "network.").count("drops", total_of(metrics.links).drops());
  return all;
}

std::vector<std::string> metric_names(const RunEntities& entities) {
  RunRecord before;
  before.entities = entities;
  if (entities.faults) before.fault_summary.emplace();
  for (ClientGroup& group : before.entities.groups) {
    for (WorkloadInfo& workload : group.workloads) workload.issued = 0;
  }
  std::vector<std::string> names;
  for (const Metric& metric : list_metrics(before, compute_metrics(before))) {
    names.push_back(metric.name);
  }
  return names;
}

}  // namespace orbitmesh
