#include <fmt/format.h>

#include "scenarios/report/html_escaped.h"
#include "scenarios/report/report_sections.h"

namespace orbitmesh {
namespace {

struct Course {
  const char* column;
  const char* title;
  double scale = 1;
  double offset = 0;
};

/// Least, mean and greatest of a column of node_sample over the nodes that have it: satellites
/// with a bus, or robots and cars with a battery.
std::string course_chart(const ReportInput& input, const Course& course, bool satellites) {
  Chart chart;
  chart.x_title = "simulated time [min]";
  chart.y_title = course.title;
  chart.series = {{"least", {}, ChartSeries::Style::kLine, 0},
                  {"mean", {}, ChartSeries::Style::kLine, 2},
                  {"greatest", {}, ChartSeries::Style::kLine, 1}};
  SelectStatement rows(
      input.results,
      fmt::format("SELECT at_ns, min({0}), avg({0}), max({0}) FROM node_sample JOIN node "
                  "USING (node_id) WHERE {0} IS NOT NULL AND (kind = 'satellite') = {1} "
                  "GROUP BY at_ns ORDER BY at_ns",
                  course.column, satellites ? 1 : 0));
  while (rows.next()) {
    const double minute = static_cast<double>(rows.integer(0)) / 60e9;
    for (int c = 0; c < 3; ++c) {
      chart.series[static_cast<std::size_t>(c)].points.push_back(
          {minute, rows.real(c + 1) * course.scale + course.offset});
    }
  }
  return chart.series[0].points.empty() ? std::string() : chart_svg(chart);
}

/// The charts of one kind of node under a sentence that says which; empty without any.
std::string courses(const ReportInput& input, const char* of, bool satellites) {
  constexpr double kJoulePerKilowattHour = 3.6e6;
  constexpr double kZeroCelsius_k = 273.15;
  std::string charts;
  for (const Course& course :
       {Course{"charge_j", "battery charge [kWh]", 1 / kJoulePerKilowattHour},
        Course{"temperature_k", "radiator [degC]", 1, -kZeroCelsius_k},
        Course{"junction_k", "junction [degC]", 1, -kZeroCelsius_k},
        Course{"clock_factor", "clock"}}) {
    charts += course_chart(input, course, satellites);
  }
  if (charts.empty()) return {};
  return fmt::format("<p>{}</p>\n<div class=\"pair\">\n{}</div>\n", of, charts);
}

std::string energy_table(const StoredRun& run) {
  std::string rows;
  for (const Metric& metric : run.metrics) {
    const std::size_t end = metric.name.rfind(".energy_per_answer_j");
    if (end == std::string::npos || !metric.value) continue;
    const std::string workload = metric.name.substr(0, end);
    const auto part = [&](const char* name) {
      const Metric* found = run.find(workload + name);
      return found == nullptr || !found->value ? std::string("-")
                                               : fmt::format("{:.3g}", *found->value);
    };
    rows += fmt::format("<tr><td>{}</td><td>{:.3g}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                        html_escaped(workload), *metric.value, part(".compute_per_answer_j"),
                        part(".idle_per_answer_j"), part(".radio_per_answer_j"));
  }
  if (rows.empty()) return {};
  return "<h3>Energy an answer [J]</h3>\n<div class=\"wide\"><table>\n<tr><th>workload</th>"
         "<th>all</th><th>compute</th><th>idle</th><th>radio</th></tr>\n" +
         rows + "</table></div>\n";
}

}  // namespace

std::string power_section(const ReportInput& input) {
  const std::string charts = courses(input, "Over the satellites with a bus.", true) +
                             courses(input, "Over the robots and cars with a battery.", false);
  const std::string energy = energy_table(input.run);
  if (charts.empty() && energy.empty()) return {};
  return "<h2>Power, heat and energy</h2>\n" + charts + energy;
}

}  // namespace orbitmesh
