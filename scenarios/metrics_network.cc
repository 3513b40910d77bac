#include "scenarios/metrics_network.h"

#include <algorithm>
#include <map>
#include <utility>

#include "scenarios/statistics.h"

namespace orbitmesh {
namespace {

std::vector<SlotRecord> slots_of(NodeId terminal, const RunRecord& record) {
  std::vector<SlotRecord> slots;
  for (const SlotRecord& slot : record.slots) {
    if (slot.terminal == terminal) slots.push_back(slot);
  }
  std::sort(slots.begin(), slots.end(),
            [](const SlotRecord& a, const SlotRecord& b) { return a.at < b.at; });
  return slots;
}

void add_pauses(TerminalMetrics& into, const std::vector<SlotRecord>& slots) {
  std::vector<Duration> pauses;
  for (const SlotRecord& slot : slots) {
    if (Duration() < slot.pause) pauses.push_back(slot.pause);
  }
  if (pauses.empty()) return;
  std::sort(pauses.begin(), pauses.end());
  const auto rank = nearest_rank(kP50, static_cast<std::int64_t>(pauses.size()));
  into.pause_p50 = pauses[static_cast<std::size_t>(rank - 1)];
  into.pause_max = pauses.back();
}

TerminalMetrics terminal_metrics_of(NodeId terminal, const RunRecord& record) {
  TerminalMetrics metrics;
  metrics.terminal = terminal;
  const std::vector<SlotRecord> slots = slots_of(terminal, record);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const SlotRecord& slot = slots[i];
    const Time end = i + 1 < slots.size() ? slots[i + 1].at : Time{} + record.simulated;
    if (slot.from.valid() && slot.to.valid() && slot.from != slot.to) ++metrics.handovers;
    if (!slot.to.valid()) {
      if (slot.from.valid() || i == 0) ++metrics.outages;
      metrics.unserved += std::max(Duration(), end - slot.at);
    } else if (record.hard_handover && Duration() < slot.pause) {
      ++metrics.outages;
      metrics.unserved += std::min(slot.pause, std::max(Duration(), end - slot.at));
    }
  }
  add_pauses(metrics, slots);
  return metrics;
}

void add(LinkMetrics& into, const LinkSample& sample) {
  into.packets += sample.packets;
  into.sent = into.sent + sample.sent;
  // An empty value is less than any other.
  into.utilisation_peak = std::max(into.utilisation_peak, sample.utilisation);
  into.queue_peak = std::max(into.queue_peak, sample.queue_peak);
  into.drops_queue += sample.drops_queue;
  into.drops_aqm += sample.drops_aqm;
  if (sample.rate) {
    into.rate_min = std::min(into.rate_min.value_or(*sample.rate), *sample.rate);
    into.rate_max = std::max(into.rate_max.value_or(*sample.rate), *sample.rate);
  }
  into.drops_cut += sample.drops_cut;
  into.drops_no_route += sample.drops_no_route;
  into.drops_ttl += sample.drops_ttl;
  into.drops_loss += sample.drops_loss;
  into.drops_node += sample.drops_node;
}

/// The share of each sampled interval, with the interval's end.
using Shares = std::vector<std::pair<Time, double>>;

/// Mean over time. Summed in ascending order: the last bit must not depend on the order in
/// which samples arrived.
std::optional<double> mean_over_time(Shares shares) {
  std::sort(shares.begin(), shares.end());
  double used_s = 0.0;
  double span_s = 0.0;
  for (const auto& [end, share] : shares) {
    used_s += share * sampled_span(end).seconds();
    span_s += sampled_span(end).seconds();
  }
  if (!(span_s > 0.0)) return std::nullopt;
  return used_s / span_s;
}

}  // namespace

std::vector<TerminalMetrics> terminal_metrics(const RunRecord& record) {
  std::vector<TerminalMetrics> all;
  for (const NodeId terminal : record.entities.terminals) {
    all.push_back(terminal_metrics_of(terminal, record));
  }
  return all;
}

std::vector<LinkMetrics> link_metrics(const RunRecord& record) {
  std::map<std::string, std::pair<LinkMetrics, Shares>> by_link;
  for (const LinkSample& sample : record.link_samples) {
    auto& [metrics, shares] = by_link[sample.link];
    add(metrics, sample);
    if (sample.utilisation) shares.emplace_back(sample.at, *sample.utilisation);
  }
  std::vector<LinkMetrics> all;
  for (auto& [link, gathered] : by_link) {
    gathered.first.link = link;
    gathered.first.utilisation_mean = mean_over_time(std::move(gathered.second));
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
    total.drops_aqm += link.drops_aqm;
    total.drops_cut += link.drops_cut;
    total.drops_no_route += link.drops_no_route;
    total.drops_ttl += link.drops_ttl;
    total.drops_loss += link.drops_loss;
    total.drops_node += link.drops_node;
  }
  return total;
}

}  // namespace orbitmesh
