#include "scenarios/summary_network.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/summary_format.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kMostRows = 12;

std::string more_rows(std::size_t all, std::string_view what) {
  if (all <= kMostRows) return "";
  return fmt::format("  and {} more {}, all in results.sqlite\n", all - kMostRows, what);
}

std::string rate(double bit_s) {
  if (bit_s >= 1e9) return fmt::format("{:.2f} Gbit/s", bit_s / 1e9);
  if (bit_s >= 1e6) return fmt::format("{:.2f} Mbit/s", bit_s / 1e6);
  return fmt::format("{:.1f} kbit/s", bit_s / 1e3);
}

std::string flow_row(const FlowRecord& flow) {
  const bool tcp = flow.kind == FlowKind::kTcpBulk;
  const bool delays = !tcp && flow.packets_received > 0;
  const auto delay = [&](Duration d) { return delays ? readable_ms(d) : std::string("-"); };
  return fmt::format(
      "  {:<24} {:<8} {:>14} {:>8} {:>9} {:>9} {:>9} {:>9}\n", shortened(flow.name, 24),
      to_string(flow.kind), flow.kind == FlowKind::kPing ? "-" : rate(flow.goodput_bit_s),
      tcp ? "-" : percentage(flow.packets_sent - flow.packets_received, flow.packets_sent),
      delay(flow.delay_p50), delay(flow.delay_p99), delay(flow.delay_max),
      tcp ? grouped(flow.retransmissions) : "-");
}

std::string link_row(const LinkMetrics& link, std::string_view utilisation) {
  return fmt::format("  {:<24} {:>13} {:>9} {:>13} {:>8} {:>7} {:>8} {:>7}\n",
                     shortened(link.link, 24), grouped(link.packets), readable(link.sent),
                     utilisation, grouped(link.drops_queue), grouped(link.drops_cut),
                     grouped(link.drops_no_route), grouped(link.drops_ttl));
}

std::string utilisation_cell(const LinkMetrics& link) {
  if (link.utilisation_peak <= 0.0) return "-";
  return fmt::format("{:.1f} / {:.1f}", 100.0 * link.utilisation_mean,
                     100.0 * link.utilisation_peak);
}

}  // namespace

std::string flow_section(const RunRecord& record) {
  if (record.flows.empty()) return "";
  std::vector<FlowRecord> flows = record.flows;
  std::sort(flows.begin(), flows.end(),
            [](const FlowRecord& a, const FlowRecord& b) { return a.name < b.name; });
  std::string out =
      fmt::format("{:<26} {:<8} {:>14} {:>8} {:>9} {:>9} {:>9} {:>9}\n", "Flows", "kind", "goodput",
                  "loss", "p50 [ms]", "p99 [ms]", "max [ms]", "resent");
  for (std::size_t i = 0; i < flows.size() && i < kMostRows; ++i) out += flow_row(flows[i]);
  return out + more_rows(flows.size(), "flows") + "\n";
}

std::string link_section(const std::vector<LinkMetrics>& links) {
  if (links.empty()) return "";
  std::vector<LinkMetrics> shown = links;
  std::stable_sort(shown.begin(), shown.end(), [](const LinkMetrics& a, const LinkMetrics& b) {
    return a.packets > b.packets;
  });
  std::string out = fmt::format("{:<26} {:>13} {:>9} {:>13} {:>32}\n", "Links", "packets", "sent",
                                "use [%]", "drops");
  out += fmt::format("{:<26} {:>13} {:>9} {:>13} {:>8} {:>7} {:>8} {:>7}\n", "", "", "",
                     "mean / peak", "queue", "cut", "no route", "ttl");
  for (std::size_t i = 0; i < shown.size() && i < kMostRows; ++i) {
    out += link_row(shown[i], utilisation_cell(shown[i]));
  }
  out += more_rows(shown.size(), "links");
  if (links.size() > 1) out += link_row(total_of(links), "");
  return out + "\n";
}

std::string terminal_section(const RunRecord& record,
                             const std::vector<TerminalMetrics>& terminals) {
  if (terminals.empty()) return "";
  std::string out = fmt::format("{:<30} {:>11} {:>11} {:>16} {:>16}\n", "Terminals", "handovers",
                                "outages", "pause p50 [ms]", "pause max [ms]");
  for (std::size_t i = 0; i < terminals.size() && i < kMostRows; ++i) {
    const TerminalMetrics& t = terminals[i];
    out += fmt::format("  {:<28} {:>11} {:>11} {:>16} {:>16}\n",
                       shortened(record.entities.nodes[t.terminal.index()].name, 28),
                       grouped(t.handovers), grouped(t.outages), readable_ms(t.pause_p50),
                       readable_ms(t.pause_max));
  }
  return out + more_rows(terminals.size(), "terminals") + "\n";
}

}  // namespace orbitmesh
