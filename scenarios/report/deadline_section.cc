#include <fmt/format.h>

#include <map>

#include "scenarios/report/report_sections.h"

namespace orbitmesh {
namespace {

constexpr int kBuckets = 60;

struct WorkloadDeadlines {
  std::string name;
  std::map<std::string, std::int64_t> outcomes;
  std::map<std::string, std::int64_t> causes;
  std::int64_t ended[kBuckets] = {};
  std::int64_t met[kBuckets] = {};
};

std::vector<WorkloadDeadlines> read(const ReportInput& input) {
  std::vector<WorkloadDeadlines> workloads;
  SelectStatement rows(
      input.results,
      fmt::format("SELECT c.group_name || '.' || w.name, r.outcome, r.cause, "
                  "min(r.issued_ns * {0} / {1}, {0} - 1), count(*) FROM request r JOIN client c "
                  "USING (client_id) JOIN workload w ON w.group_id = c.group_id AND w.workload_id "
                  "= r.workload_id GROUP BY c.group_id, r.workload_id, 2, 3, 4 ORDER BY "
                  "c.group_id, r.workload_id",
                  kBuckets, input.scenario.run.duration.ns()));
  while (rows.next()) {
    const std::string name = rows.text(0);
    if (workloads.empty() || workloads.back().name != name) {
      workloads.emplace_back().name = name;
    }
    WorkloadDeadlines& workload = workloads.back();
    const std::string outcome = rows.text(1);
    const std::int64_t count = rows.integer(4);
    workload.outcomes[outcome] += count;
    if (outcome == "failed") workload.causes[rows.text(2)] += count;
    if (outcome == "pending") continue;
    workload.ended[rows.integer(3)] += count;
    if (outcome == "completed") workload.met[rows.integer(3)] += count;
  }
  return workloads;
}

std::string row(WorkloadDeadlines& workload) {
  std::string causes;
  for (const auto& [cause, count] : workload.causes) {
    causes += fmt::format("{}{} {}", causes.empty() ? "" : ", ", count, cause);
  }
  const std::int64_t met = workload.outcomes["completed"];
  const std::int64_t late = workload.outcomes["late"];
  const std::int64_t failed = workload.outcomes["failed"];
  const std::int64_t ended = met + late + failed;
  const double share =
      ended == 0 ? 0 : 100.0 * static_cast<double>(met) / static_cast<double>(ended);
  return fmt::format(
      "<tr><td>{}</td><td>{:.2f} %</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td>"
      "<td>{}</td></tr>\n",
      html_escaped(workload.name), share, met, late, failed, workload.outcomes["pending"],
      html_escaped(causes));
}

ChartSeries curve(const WorkloadDeadlines& workload, double end_min) {
  ChartSeries series{workload.name, {}, ChartSeries::Style::kStep, std::nullopt};
  for (int b = 0; b < kBuckets; ++b) {
    if (workload.ended[b] == 0) continue;
    series.points.push_back({b * end_min / kBuckets, static_cast<double>(workload.met[b]) /
                                                         static_cast<double>(workload.ended[b])});
  }
  return series;
}

}  // namespace

std::string deadline_section(const ReportInput& input) {
  std::vector<WorkloadDeadlines> workloads = read(input);
  if (workloads.empty()) return {};
  Chart chart;
  chart.x_title = "simulated time [min]";
  chart.y_title = "deadline met";
  chart.y_min = 0;
  chart.y_max = 1;
  chart.bands = input.outage_bands();
  std::string rows;
  for (WorkloadDeadlines& workload : workloads) {
    rows += row(workload);
    chart.series.push_back(curve(workload, input.end_min()));
  }
  return "<h2>Deadlines</h2>\n<div class=\"wide\"><table>\n<tr><th>workload</th><th>met</th>"
         "<th>in time</th><th>late</th><th>failed</th><th>pending</th><th>failures</th></tr>\n" +
         rows + "</table></div>\n" + chart_svg(chart);
}

}  // namespace orbitmesh
