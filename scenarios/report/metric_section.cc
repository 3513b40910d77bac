#include <fmt/format.h>

#include "scenarios/report/html_escaped.h"
#include "scenarios/report/report_sections.h"

namespace orbitmesh {

std::string metric_section(const ReportInput& input) {
  std::string rows;
  for (const Metric& metric : input.run.metrics) {
    rows += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n", html_escaped(metric.name),
                        metric.value ? fmt::format("{:.6g}", *metric.value)
                                     : html_escaped("- (" + metric.reason + ")"),
                        metric.unit == "1" ? "" : html_escaped(metric.unit));
  }
  return "<h2>All metrics</h2>\n<details><summary>" + std::to_string(input.run.metrics.size()) +
         " metrics</summary>\n<div class=\"wide\"><table>\n<tr><th>metric</th><th>value</th>"
         "<th>unit</th></tr>\n" +
         rows + "</table></div></details>\n";
}

}  // namespace orbitmesh
