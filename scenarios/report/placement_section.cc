#include <fmt/format.h>

#include <algorithm>

#include "scenarios/report/html_escaped.h"
#include "scenarios/report/report_sections.h"

namespace orbitmesh {
namespace {

constexpr int kNodesShown = 12;

std::string bar_row(const std::string& name, const std::string& tier, std::int64_t count,
                    std::int64_t most, std::int64_t total) {
  const double width =
      100.0 * static_cast<double>(count) / static_cast<double>(std::max<std::int64_t>(most, 1));
  return fmt::format(
      "<tr><td>{}</td><td>{}</td><td>{}</td><td>{:.1f} %</td><td class=\"bar\"><div "
      "style=\"width:{:.1f}%\"></div></td></tr>\n",
      html_escaped(name), html_escaped(tier), count,
      100.0 * static_cast<double>(count) / static_cast<double>(std::max<std::int64_t>(total, 1)),
      width);
}

}  // namespace

std::string placement_section(const ReportInput& input) {
  struct Row {
    std::string name;
    std::string tier;
    std::int64_t count;
  };
  std::vector<Row> nodes;
  SelectStatement rows(
      input.results,
      "SELECT n.name, c.tier, c.answers FROM (SELECT node_id, tier, count(*) AS answers FROM "
      "request "
      "WHERE latency_ns IS NOT NULL GROUP BY node_id, tier) c JOIN node n USING (node_id) "
      "ORDER BY 3 DESC, n.node_id");
  std::int64_t total = 0;
  while (rows.next()) {
    nodes.push_back({rows.text(0), rows.text(1), rows.integer(2)});
    total += nodes.back().count;
  }
  if (nodes.empty()) return {};
  std::string html = fmt::format(
      "<h2>Where requests ran</h2>\n<p>{} answers from {} nodes.</p>\n<div class=\"wide\"><table>\n"
      "<tr><th>node</th><th>tier</th><th>answers</th><th>share</th><th></th></tr>\n",
      total, nodes.size());
  std::int64_t shown = 0;
  for (std::size_t i = 0; i < nodes.size() && i < kNodesShown; ++i) {
    html += bar_row(nodes[i].name, nodes[i].tier, nodes[i].count, nodes[0].count, total);
    shown += nodes[i].count;
  }
  if (nodes.size() > kNodesShown) {
    html += bar_row(fmt::format("{} others", nodes.size() - kNodesShown), "", total - shown,
                    nodes[0].count, total);
  }
  return html + "</table></div>\n";
}

}  // namespace orbitmesh
