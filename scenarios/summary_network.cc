#include "scenarios/summary_network.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

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

constexpr std::string_view kFlowRow = "{:<23} {:<8} {:>14} {:>8} {:>7} {:>8} {:>8} {:>8} {:>8}\n";

std::string flow_row(const FlowRecord& flow) {
  const bool application = flow.kind == FlowKind::kNs3Application;
  const bool tcp = flow.kind == FlowKind::kTcpBulk;
  const bool goodput =
      application ? flow.application_received.has_value() : flow.kind != FlowKind::kPing;
  const bool delays = !tcp && flow.packets_received > 0;
  const auto delay = [&](Duration d) { return delays ? readable_ms(d) : std::string("-"); };
  return fmt::format(
      kFlowRow, "  " + shortened(flow.name, 21), application ? "ns3" : to_string(flow.kind),
      goodput ? rate(flow.goodput_bit_s) : "-",
      tcp || application ? "-"
                         : percentage(flow.packets_sent - flow.packets_received, flow.packets_sent),
      delays ? (flow.kind == FlowKind::kPing ? "rtt" : "one-way") : "-", delay(flow.delay_p50),
      delay(flow.delay_p99), delay(flow.delay_max), tcp ? grouped(flow.retransmissions) : "-");
}

std::string link_row(const LinkMetrics& link, std::string_view utilisation) {
  return fmt::format("  {:<24} {:>13} {:>9} {:>13} {:>8} {:>7} {:>8} {:>7}\n",
                     shortened(link.link, 24), grouped(link.packets), readable(link.sent),
                     utilisation, grouped(link.drops_queue), grouped(link.drops_cut),
                     grouped(link.drops_no_route), grouped(link.drops_ttl));
}

std::string utilisation_cell(const LinkMetrics& link) {
  if (!link.utilisation_mean || !link.utilisation_peak) return "-";
  return fmt::format("{:.1f} / {:.1f}", 100.0 * *link.utilisation_mean,
                     100.0 * *link.utilisation_peak);
}

std::string duration_cell(const std::optional<Duration>& span) {
  return span ? readable_ms(*span) : "-";
}

std::string unserved_cell(const TerminalMetrics& t) {
  return t.outages == 0 ? "-" : fmt::format("{:.1f}", t.unserved.seconds());
}

constexpr std::string_view kTerminalRow = "{:<30} {:>11} {:>9} {:>14} {:>15} {:>15}\n";

/// Those that carried or dropped anything, most packets first.
std::vector<LinkMetrics> links_in_use(const std::vector<LinkMetrics>& links) {
  std::vector<LinkMetrics> used;
  for (const LinkMetrics& link : links) {
    if (link.packets > 0 || link.drops() > 0) used.push_back(link);
  }
  std::stable_sort(used.begin(), used.end(), [](const LinkMetrics& a, const LinkMetrics& b) {
    return a.packets > b.packets;
  });
  return used;
}

constexpr std::string_view kLinkLegend =
    "  isl, fibre, lan and all links count a packet once for each hop; network: drops at nodes,\n"
    "  for want of a route or after 255 hops; use: of the capacity, - for a group of links\n";

/// Least and greatest rate of links whose rate changed.
std::string rate_rows(const std::vector<LinkMetrics>& links) {
  std::string out;
  std::size_t varying = 0;
  for (const LinkMetrics& link : links) {
    if (link.rate_min == link.rate_max || varying++ >= kMostRows) continue;
    out += fmt::format("  {:<24} {:>15} {:>15}\n", shortened(link.link, 24),
                       rate(static_cast<double>(link.rate_min->bit_s)),
                       rate(static_cast<double>(link.rate_max->bit_s)));
  }
  if (varying == 0) return "";
  return fmt::format("{:<26} {:>15} {:>15}\n", "  Rates that changed", "least", "greatest") + out +
         more_rows(varying, "links");
}

}  // namespace

std::string flow_section(const RunRecord& record) {
  if (record.flows.empty()) return "";
  std::vector<FlowRecord> flows = record.flows;
  std::sort(flows.begin(), flows.end(),
            [](const FlowRecord& a, const FlowRecord& b) { return a.name < b.name; });
  std::string out = fmt::format(kFlowRow, "Flows", "kind", "goodput", "loss", "delay", "p50 [ms]",
                                "p99 [ms]", "max [ms]", "resent");
  for (std::size_t i = 0; i < flows.size() && i < kMostRows; ++i) out += flow_row(flows[i]);
  return out + more_rows(flows.size(), "flows") + "\n";
}

std::string link_section(const std::vector<LinkMetrics>& links) {
  if (links.empty()) return "";
  const std::vector<LinkMetrics> shown = links_in_use(links);
  std::string out = fmt::format("{:<26} {:>13} {:>9} {:>13} {:>32}\n", "Links", "packets", "sent",
                                "use [%]", "drops");
  out += fmt::format("{:<26} {:>13} {:>9} {:>13} {:>8} {:>7} {:>8} {:>7}\n", "", "", "",
                     "mean / peak", "queue", "cut", "no route", "ttl");
  for (std::size_t i = 0; i < shown.size() && i < kMostRows; ++i) {
    out += link_row(shown[i], utilisation_cell(shown[i]));
  }
  out += more_rows(shown.size(), "links");
  if (links.size() > shown.size()) {
    out += fmt::format("  and {} that carried nothing\n", links.size() - shown.size());
  }
  const LinkMetrics total = total_of(links);
  if (links.size() > 1) out += link_row(total, "");
  out += rate_rows(links);
  if (total.drops_aqm > 0) {
    out +=
        fmt::format("  dropped besides by active queue management: {}\n", grouped(total.drops_aqm));
  }
  if (total.drops_loss + total.drops_node > 0) {
    out += fmt::format("  lost besides: {} by chance on links, {} at nodes that were down\n",
                       grouped(total.drops_loss), grouped(total.drops_node));
  }
  return out + std::string(kLinkLegend) + "\n";
}

std::string terminal_section(const RunRecord& record,
                             const std::vector<TerminalMetrics>& terminals) {
  if (terminals.empty()) return "";
  std::string out = fmt::format(kTerminalRow, "Terminals", "handovers", "outages", "unserved [s]",
                                "pause p50 [ms]", "pause max [ms]");
  for (std::size_t i = 0; i < terminals.size() && i < kMostRows; ++i) {
    const TerminalMetrics& t = terminals[i];
    out += fmt::format(kTerminalRow,
                       "  " + shortened(record.entities.nodes[t.terminal.index()].name, 28),
                       grouped(t.handovers), grouped(t.outages), unserved_cell(t),
                       duration_cell(t.pause_p50), duration_cell(t.pause_max));
  }
  out += more_rows(terminals.size(), "terminals");
  return out +
         "  unserved: total of the outages, the start included; pause: at 15 s slot edges, with "
         "or\n"
         "  without handover; -: there was none\n\n";
}

}  // namespace orbitmesh
