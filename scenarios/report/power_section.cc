#include <fmt/format.h>

#include "scenarios/report/report_sections.h"

namespace orbitmesh {
namespace {

/// Least, mean and greatest of a column of node_sample over satellites with a bus.
std::string course(const ReportInput& input, const std::string& column, const char* title,
                   double scale, double offset) {
  Chart chart;
  chart.x_title = "simulated time [min]";
  chart.y_title = title;
  chart.series = {{"least", {}, ChartSeries::Style::kLine, 0},
                  {"mean", {}, ChartSeries::Style::kLine, 2},
                  {"greatest", {}, ChartSeries::Style::kLine, 1}};
  SelectStatement rows(
      input.results,
      fmt::format("SELECT at_ns, min({0}), avg({0}), max({0}) FROM node_sample WHERE {0} IS NOT "
                  "NULL GROUP BY at_ns ORDER BY at_ns",
                  column));
  while (rows.next()) {
    const double minute = static_cast<double>(rows.integer(0)) / 60e9;
    for (int c = 0; c < 3; ++c) {
      chart.series[static_cast<std::size_t>(c)].points.push_back(
          {minute, rows.real(c + 1) * scale + offset});
    }
  }
  return chart.series[0].points.empty() ? std::string() : chart_svg(chart);
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
  constexpr double kJoulePerKilowattHour = 3.6e6;
  constexpr double kZeroCelsius_k = 273.15;
  const std::string courses =
      course(input, "charge_j", "battery charge [kWh]", 1 / kJoulePerKilowattHour, 0) +
      course(input, "temperature_k", "radiator [degC]", 1, -kZeroCelsius_k) +
      course(input, "junction_k", "junction [degC]", 1, -kZeroCelsius_k) +
      course(input, "clock_factor", "clock", 1, 0);
  const std::string energy = energy_table(input.run);
  if (courses.empty() && energy.empty()) return {};
  return "<h2>Power, heat and energy</h2>\n<p>Over the satellites with a bus.</p>\n"
         "<div class=\"pair\">\n" +
         courses + "</div>\n" + energy;
}

}  // namespace orbitmesh
