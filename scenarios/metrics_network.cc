#include "scenarios/metrics_network.h"

#include <algorithm>
#include <map>
#include <utility>

#include "scenarios/statistics.h"

namespace orbitmesh {
namespace {

TerminalMetrics terminal_metrics_of(NodeId terminal, const std::vector<HandoverRecord>& handovers) {
  TerminalMetrics metrics;
  metrics.terminal = terminal;
  std::vector<Duration> pauses;
  for (const HandoverRecord& handover : handovers) {
    if (handover.terminal != terminal) continue;
    const bool changed = handover.from != handover.to;
    if (changed && handover.from.valid() && handover.to.valid()) ++metrics.handovers;
    if (handover.from.valid() && !handover.to.valid()) ++metrics.outages;
    if (Duration() < handover.pause) pauses.push_back(handover.pause);
  }
  if (pauses.empty()) return metrics;
  std::sort(pauses.begin(), pauses.end());
  const auto rank = nearest_rank(kP50, static_cast<std::int64_t>(pauses.size()));
  metrics.pause_p50 = pauses[static_cast<std::size_t>(rank - 1)];
  metrics.pause_max = pauses.back();
  return metrics;
}

void add(LinkMetrics& into, const LinkSample& sample) {
  into.packets += sample.packets;
  into.sent = into.sent + sample.sent;
  into.utilisation_peak = std::max(into.utilisation_peak, sample.utilisation);
  into.queue_peak = std::max(into.queue_peak, sample.queue_peak);
  into.drops_queue += sample.drops_queue;
  into.drops_cut += sample.drops_cut;
  into.drops_no_route += sample.drops_no_route;
  into.drops_ttl += sample.drops_ttl;
}

/// Mean in ascending order of value: the sum's last bit must not depend on the order in
/// which samples arrived.
double mean(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

}  // namespace

std::vector<TerminalMetrics> terminal_metrics(const RunRecord& record) {
  std::vector<TerminalMetrics> all;
  for (const NodeId terminal : record.entities.terminals) {
    all.push_back(terminal_metrics_of(terminal, record.handovers));
  }
  return all;
}

std::vector<LinkMetrics> link_metrics(const RunRecord& record) {
  std::map<std::string, std::pair<LinkMetrics, std::vector<double>>> by_link;
  for (const LinkSample& sample : record.link_samples) {
    auto& [metrics, utilisations] = by_link[sample.link];
    add(metrics, sample);
    utilisations.push_back(sample.utilisation);
  }
  std::vector<LinkMetrics> all;
  for (auto& [link, gathered] : by_link) {
    gathered.first.link = link;
    gathered.first.utilisation_mean = mean(std::move(gathered.second));
    all.push_back(std::move(gathered.first));
  }
  return all;
}

LinkMetrics total_of(const std::vector<LinkMetrics>& links) {
  LinkMetrics total;
  total.link = "all links";
  for (const LinkMetrics& link : links) {
    total.packets += link.packets;
    total.sent = total.sent + link.sent;
    total.queue_peak = std::max(total.queue_peak, link.queue_peak);
    total.drops_queue += link.drops_queue;
    total.drops_cut += link.drops_cut;
    total.drops_no_route += link.drops_no_route;
    total.drops_ttl += link.drops_ttl;
  }
  return total;
}

}  // namespace orbitmesh
