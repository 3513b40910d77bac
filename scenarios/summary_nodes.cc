#include "scenarios/summary_nodes.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/summary_format.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kMostRows = 6;

/// "12.5"; "<0.1" for a share that is small but not 0.
std::string percent(double share) {
  constexpr double kLeastShown = 0.0005;
  return 0.0 < share && share < kLeastShown ? "<0.1" : fmt::format("{:.1f}", 100.0 * share);
}

std::string node_row(const NodeInfo& info, const NodeMetrics& node) {
  const std::string busy = percent(node.busy_mean) + " / " + percent(node.busy_peak);
  return fmt::format("  {:<28} {:<12} {:>15} {:>11} {:>11} {:>11}\n", shortened(info.name, 28),
                     shortened(info.kind, 12), busy, grouped(node.served), grouped(node.refused),
                     grouped(node.queue_peak));
}

}  // namespace

std::string node_section(const RunRecord& record, const std::vector<NodeMetrics>& nodes) {
  if (nodes.empty()) return "";
  std::vector<NodeMetrics> shown = nodes;
  std::stable_sort(shown.begin(), shown.end(), [](const NodeMetrics& a, const NodeMetrics& b) {
    return a.busy_mean > b.busy_mean;
  });
  std::string out = fmt::format("{:<30} {:<12} {:>15} {:>11} {:>11} {:>11}\n", "Busiest nodes",
                                "kind", "busy [%]", "served", "refused", "queue peak");
  out += fmt::format("{:<30} {:<12} {:>15}\n", "", "", "mean / peak");
  for (std::size_t i = 0; i < shown.size() && i < kMostRows; ++i) {
    out += node_row(record.entities.nodes[shown[i].node.index()], shown[i]);
  }
  if (shown.size() > kMostRows) {
    out += fmt::format("  and {} more nodes, all in results.sqlite\n", shown.size() - kMostRows);
  }
  return out + "  busy: share of the run that its accelerators computed; peak of 15 s\n\n";
}

}  // namespace orbitmesh
