#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "scenarios/report/html_escaped.h"
#include "scenarios/report/report_sections.h"
#include "scenarios/report/workload_names.h"

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
  const WorkloadNames names(input.results);
  std::vector<WorkloadDeadlines> workloads(names.count());
  for (std::size_t w = 0; w < names.count(); ++w) workloads[w].name = names.name(w);
  const std::int64_t duration_ns = input.scenario.run.duration.ns();
  SelectStatement rows(input.results,
                       "SELECT client_id, workload_id, outcome, cause, issued_ns FROM request");
  while (rows.next()) {
    WorkloadDeadlines& workload = workloads[names.of(rows.integer(0), rows.integer(1))];
    const std::string outcome = rows.text(2);
    ++workload.outcomes[outcome];
    if (outcome == "failed") ++workload.causes[rows.text(3)];
    if (outcome == "pending") continue;
    const auto bucket =
        std::min<std::int64_t>(rows.integer(4) * kBuckets / duration_ns, kBuckets - 1);
    ++workload.ended[bucket];
    if (outcome == "completed") ++workload.met[bucket];
  }
  workloads.erase(std::remove_if(workloads.begin(), workloads.end(),
                                 [](const auto& workload) { return workload.outcomes.empty(); }),
                  workloads.end());
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
