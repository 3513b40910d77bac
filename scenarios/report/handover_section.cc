#include <fmt/format.h>

#include <cstdint>
#include <limits>

#include "scenarios/report/html_escaped.h"
#include "scenarios/report/report_sections.h"

namespace orbitmesh {
namespace {

constexpr int kOutagesShown = 40;
constexpr int kOutagesUnfolded = 8;

std::string outage_table(const SqliteReader& results) {
  std::string html;
  SelectStatement rows(results,
                       fmt::format("SELECT begin_ns, end_ns, what, target, cause, down, "
                                   "rate_factor, extra_delay_ns, loss FROM outage ORDER BY "
                                   "begin_ns, target LIMIT {}",
                                   kOutagesShown));
  while (rows.next()) {
    const std::string end =
        rows.is_null(1) ? "-" : fmt::format("{:.2f}", static_cast<double>(rows.integer(1)) / 60e9);
    const std::string effect =
        rows.integer(5) != 0
            ? "down"
            : fmt::format("rate x {:g}, + {:g} ms, loss {:g}", rows.real(6),
                          static_cast<double>(rows.integer(7)) / 1e6, rows.real(8));
    html +=
        fmt::format("<tr><td>{:.2f}</td><td>{}</td><td>{} {}</td><td>{}</td><td>{}</td></tr>\n",
                    static_cast<double>(rows.integer(0)) / 60e9, end, html_escaped(rows.text(2)),
                    html_escaped(rows.text(3)), html_escaped(rows.text(4)), effect);
  }
  if (html.empty()) return {};
  SelectStatement count(results, "SELECT count(*) FROM outage");
  count.next();
  const std::int64_t outages = count.integer(0);
  const std::string shown =
      outages > kOutagesShown ? fmt::format(", the first {}", kOutagesShown) : std::string();
  return fmt::format(
      "<details{}><summary>{} outages{}</summary>\n<div class=\"wide\"><table>\n<tr><th>from "
      "[min]</th><th>to</th><th>what</th><th>cause</th><th>effect</th></tr>\n{}</table></div>"
      "</details>\n",
      outages <= kOutagesUnfolded ? " open" : "", outages, shown, html);
}

}  // namespace

std::vector<ChartBand> ReportInput::outage_bands() const {
  std::vector<ChartBand> bands;
  SelectStatement rows(results,
                       "SELECT begin_ns, end_ns, what || ' ' || target || ': ' || cause FROM "
                       "outage WHERE down = 1 ORDER BY begin_ns, target LIMIT 200");
  while (rows.next()) {
    const double end = rows.is_null(1) ? end_min() : static_cast<double>(rows.integer(1)) / 60e9;
    bands.push_back({static_cast<double>(rows.integer(0)) / 60e9, end, rows.text(2)});
  }
  return bands;
}

std::string handover_section(const ReportInput& input) {
  Chart chart;
  chart.x_title = "simulated time [min]";
  chart.y_title = "elevation of the serving satellite [deg]";
  chart.y_min = 0;
  chart.y_max = 90;
  chart.bands = input.outage_bands();
  std::string counts;
  SelectStatement rows(input.results,
                       "SELECT n.name, s.at_ns, s.elevation_deg, s.from_id IS NOT s.to_id FROM "
                       "slot s JOIN node n ON n.node_id = s.terminal_id ORDER BY s.terminal_id, "
                       "s.at_ns");
  std::int64_t handovers = 0;
  while (rows.next()) {
    const std::string terminal = rows.text(0);
    if (chart.series.empty() || chart.series.back().name != terminal) {
      if (chart.series.size() == 8) break;
      chart.series.push_back({terminal, {}, ChartSeries::Style::kStep, std::nullopt});
    }
    handovers += rows.integer(3);
    const double elevation =
        rows.is_null(2) ? std::numeric_limits<double>::quiet_NaN() : rows.real(2);
    chart.series.back().points.push_back({static_cast<double>(rows.integer(1)) / 60e9, elevation});
  }
  const std::string outages = outage_table(input.results);
  if (chart.series.empty() && outages.empty()) return {};
  const std::string what = fmt::format(
      "<p>{} changes of the serving satellite at the terminals shown.</p>\n", handovers);
  return "<h2>Handovers and outages</h2>\n" + what + chart_svg(chart) + outages;
}

}  // namespace orbitmesh
