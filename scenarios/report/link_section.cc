#include <fmt/format.h>

#include "scenarios/report/report_sections.h"

namespace orbitmesh {
namespace {

constexpr int kLinksShown = 6;

std::string drops_table(const SqliteReader& results) {
  SelectStatement rows(results,
                       "SELECT sum(packets), sum(drops_queue), sum(drops_aqm), sum(drops_cut), "
                       "sum(drops_no_route), sum(drops_ttl), sum(drops_loss), sum(drops_node) "
                       "FROM link_sample");
  if (!rows.next() || rows.is_null(0)) return {};
  std::string html = "<div class=\"wide\"><table>\n<tr><th>packets</th>";
  std::string cells = fmt::format("<td>{}</td>", rows.integer(0));
  const char* causes[] = {"queue full", "AQM", "link cut", "no route", "TTL", "loss", "node down"};
  for (int c = 0; c < 7; ++c) {
    html += fmt::format("<th>dropped: {}</th>", causes[c]);
    cells += fmt::format("<td>{}</td>", rows.integer(c + 1));
  }
  return html + "</tr>\n<tr>" + cells + "</tr></table></div>\n";
}

}  // namespace

std::string link_section(const ReportInput& input) {
  Chart chart;
  chart.x_title = "simulated time [min]";
  chart.y_title = "utilisation";
  chart.y_min = 0;
  chart.y_max = 1;
  chart.bands = input.outage_bands();
  SelectStatement rows(
      input.results,
      fmt::format("SELECT s.link, s.at_ns, s.utilisation FROM link_sample s JOIN (SELECT link, "
                  "avg(utilisation) load FROM link_sample WHERE utilisation IS NOT NULL GROUP BY "
                  "link ORDER BY load DESC, link LIMIT {}) USING (link) WHERE s.utilisation IS "
                  "NOT NULL ORDER BY load DESC, s.link, s.at_ns",
                  kLinksShown));
  while (rows.next()) {
    const std::string link = rows.text(0);
    if (chart.series.empty() || chart.series.back().name != link) {
      chart.series.push_back({link, {}, ChartSeries::Style::kStep, std::nullopt});
    }
    chart.series.back().points.push_back(
        {static_cast<double>(rows.integer(1)) / 60e9, rows.real(2)});
  }
  const std::string drops = drops_table(input.results);
  if (chart.series.empty() && drops.empty()) return {};
  return "<h2>Links</h2>\n<p>The links with the highest mean utilisation.</p>\n" +
         chart_svg(chart) + drops;
}

}  // namespace orbitmesh
