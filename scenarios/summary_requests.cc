#include "scenarios/summary_requests.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/summary_format.h"

namespace orbitmesh {
namespace {

std::string causes(const WorkloadMetrics& w) {
  std::vector<std::string> parts;
  for (const auto& cause : enum_names(FailureCause{})) {
    const std::int64_t n = w.failed_by_cause[static_cast<std::size_t>(cause.value)];
    if (n > 0) parts.push_back(fmt::format("{} {}", cause.name, grouped(n)));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string extra_row(const WorkloadCounts& extra) {
  std::vector<std::string> parts;
  if (extra.retries > 0) parts.push_back(fmt::format("retries {}", grouped(extra.retries)));
  if (extra.repeated > 0) {
    parts.push_back(fmt::format("not executed again {}", grouped(extra.repeated)));
  }
  if (extra.probes > 0) {
    parts.push_back(
        fmt::format("probes {} ({} B)", grouped(extra.probes), grouped(extra.probe_bytes.count)));
  }
  return parts.empty() ? "" : fmt::format("      also: {}\n", fmt::join(parts, ", "));
}

std::string session_row(const KvTotals& kv) {
  if (kv.kept + kv.moved + kv.rebuilt == 0) return "";
  return fmt::format("      sessions: context kept {}, moved {} ({} B), rebuilt {} ({} tokens)\n",
                     grouped(kv.kept), grouped(kv.moved), grouped(kv.moved_bytes.count),
                     grouped(kv.rebuilt), grouped(kv.rebuilt_tokens));
}

std::string latency_cell(const LatencyPercentile& latency, std::int64_t answered) {
  if (answered == 0) return "-";
  if (!latency.value && !latency.lacks_samples()) return "n/s";
  if (!latency.value) {
    return fmt::format("n/s ({} of {})", static_cast<std::int64_t>(latency.effective_samples),
                       minimum_samples(latency.percentile));
  }
  std::string value = readable_ms(*latency.value);
  if (!latency.interval) return value;
  return fmt::format("{} [{}, {}]", value, readable_ms(Duration::from_ns(latency.interval->low)),
                     readable_ms(Duration::from_ns(latency.interval->high)));
}

bool any_unsupported(const std::vector<WorkloadMetrics>& workloads) {
  return std::any_of(workloads.begin(), workloads.end(), [](const WorkloadMetrics& w) {
    return w.answered() > 0 &&
           std::any_of(w.latency.begin(), w.latency.end(),
                       [](const LatencyPercentile& latency) { return !latency.value; });
  });
}

/// The nodes away from the clients that answered most, with their share of all answers.
std::string most_answers_from(const RunRecord& record, const WorkloadMetrics& w) {
  constexpr std::size_t kShown = 2;
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < w.answered_by_node.size() && i < kShown; ++i) {
    const auto& [node, answered] = w.answered_by_node[i];
    const double percent =
        100.0 * static_cast<double>(answered) / static_cast<double>(w.answered());
    parts.push_back(fmt::format("{} {:.0f} %",
                                shortened(record.entities.nodes[node.index()].name, 14), percent));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string latency_row(const std::string& label, const std::array<LatencyPercentile, 3>& latency,
                        std::int64_t answered) {
  return fmt::format("  {:<28} {:>25} {:>25} {:>16}\n", label, latency_cell(latency[0], answered),
                     latency_cell(latency[1], answered), latency_cell(latency[2], answered));
}

}  // namespace

std::string workload_label(const WorkloadMetrics& w, std::size_t width) {
  const std::string count = w.instances == 1 ? "" : fmt::format(" x{}", w.instances);
  return shortened(fmt::format("{}.{}", w.client, w.workload), width - count.size()) + count;
}

std::string request_section(const std::vector<WorkloadMetrics>& workloads) {
  std::string out = fmt::format("{:<30} {:>11} {:>11} {:>11} {:>11} {:>9} {:>8}\n", "Requests",
                                "issued", "in time", "late", "failed", "pending", "met");
  for (const WorkloadMetrics& w : workloads) {
    out += fmt::format("  {:<28} {:>11} {:>11} {:>11} {:>11} {:>9} {:>8}\n", workload_label(w, 28),
                       grouped(w.issued), grouped(w.completed), grouped(w.late), grouped(w.failed),
                       grouped(w.pending), percentage(w.completed, w.ended()));
    if (w.failed > 0) out += fmt::format("      failed: {}\n", causes(w));
    out += extra_row(w.extra);
    out += session_row(w.kv);
  }
  return out + "\n";
}

std::string latency_section(const std::vector<WorkloadMetrics>& workloads) {
  std::string out =
      fmt::format("{:<30} {:>25} {:>25} {:>16}\n", "Latency [ms]", "p50", "p90", "p99");
  for (const WorkloadMetrics& w : workloads) {
    out += latency_row(workload_label(w, 28), w.latency, w.answered());
    if (!w.generates_tokens) continue;
    out += latency_row("    to first token (TTFT)", w.ttft, w.with_ttft);
    out += latency_row("    a further token (TPOT)", w.tpot, w.with_tpot);
  }
  out +=
      "  issue to reply, over answered requests; [95 % interval within this run, by bootstrap "
      "over\n"
      "  15 s slots; runs with other seeds may lie outside]\n";
  if (any_unsupported(workloads)) {
    out +=
        "  n/s: not supported by N (effective samples of those needed), nor any higher "
        "percentile\n";
  }
  return out + "\n";
}

std::string placement_section(const RunRecord& record,
                              const std::vector<WorkloadMetrics>& workloads) {
  std::string out = fmt::format("{:<28} {:>8} {:>9} {:>8}  {}\n", "Where answers came from",
                                "local", "satellite", "ground", "most answers from");
  for (const WorkloadMetrics& w : workloads) {
    const auto share = [&](Tier tier) {
      return percentage(w.answered_by_tier[static_cast<std::size_t>(tier)], w.answered());
    };
    std::string line =
        fmt::format("  {:<26} {:>8} {:>9} {:>8}  {}", workload_label(w, 26), share(Tier::kLocal),
                    share(Tier::kSatellite), share(Tier::kGround), most_answers_from(record, w));
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out + "\n";
}

}  // namespace orbitmesh
