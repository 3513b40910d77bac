#include "scenarios/compare/comparison_report.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "scenarios/report/chart.h"
#include "scenarios/report/chart_style.h"
#include "scenarios/report/html_escaped.h"
#include "scenarios/summary_format.h"

namespace orbitmesh {
namespace {

using Json = nlohmann::ordered_json;

std::string number(const std::optional<double>& value) {
  return value ? fmt::format("{:.6g}", *value) : "-";
}

std::string difference(const std::optional<ReplicateEstimate>& estimate) {
  if (!estimate) return "no common slot";
  std::string text = fmt::format("{:+.4g}", estimate->mean);
  if (estimate->half_width) text += fmt::format(" +- {:.2g}", *estimate->half_width);
  return text + (estimate->differs_from_zero() ? " *" : "");
}

Json json_of(const std::optional<ReplicateEstimate>& estimate) {
  if (!estimate) return nullptr;
  return {{"slots", estimate->count},
          {"mean", estimate->mean},
          {"half_width_95", estimate->half_width ? Json(*estimate->half_width) : Json(nullptr)},
          {"significant", estimate->differs_from_zero()}};
}

Json json_of(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

}  // namespace

std::string comparison_text(const RunComparison& comparison) {
  if (comparison.identical()) {
    return fmt::format("identical: both digests are {}\n", comparison.a.digest);
  }
  std::string text = fmt::format("A: {}, seed {}\nB: {}, seed {}\n\n", comparison.a.scenario,
                                 comparison.a.seed, comparison.b.scenario, comparison.b.seed);
  text += fmt::format("{:<32} {:>24} {:>24}\n", "B - A, over slots", "deadline met",
                      "mean latency [ms]");
  for (const WorkloadComparison& workload : comparison.workloads) {
    text += fmt::format("{:<32} {:>24} {:>24}\n", shortened(workload.name, 32),
                        difference(workload.deadline_met_difference),
                        difference(workload.latency_difference_ms));
  }
  text += "+- is half of the 95 % interval over slots of 15 s; * = it leaves 0 out\n\n";
  text += fmt::format("{:<56} {:>12} {:>12}\n", "metrics that differ", "A", "B");
  for (const MetricComparison& metric : comparison.metrics) {
    if (!metric.differs()) continue;
    text += fmt::format("{:<56} {:>12} {:>12}{}\n", shortened(metric.name, 56), number(metric.a),
                        number(metric.b), metric.unit == "1" ? "" : " " + metric.unit);
  }
  return text;
}

std::string comparison_json(const RunComparison& comparison) {
  Json json = {{"identical", comparison.identical()},
               {"a", {{"scenario", comparison.a.scenario}, {"digest", comparison.a.digest}}},
               {"b", {{"scenario", comparison.b.scenario}, {"digest", comparison.b.digest}}},
               {"workloads", Json::object()},
               {"metrics", Json::object()}};
  for (const WorkloadComparison& workload : comparison.workloads) {
    json["workloads"][workload.name] = {
        {"deadline_met_difference", json_of(workload.deadline_met_difference)},
        {"latency_difference_ms", json_of(workload.latency_difference_ms)}};
  }
  for (const MetricComparison& metric : comparison.metrics) {
    json["metrics"][metric.name] = {{"unit", metric.unit},
                                    {"a", json_of(metric.a)},
                                    {"b", json_of(metric.b)},
                                    {"differs", metric.differs()}};
  }
  return json.dump(2) + "\n";
}

std::string comparison_html(const RunComparison& comparison) {
  std::string charts;
  for (const WorkloadComparison& workload : comparison.workloads) {
    Chart chart = distribution_chart("latency [ms]", "share of answers");
    chart.series = {
        {"A", distribution_curve(workload.latencies_a_ms), ChartSeries::Style::kLine, 0},
        {"B", distribution_curve(workload.latencies_b_ms), ChartSeries::Style::kLine, 1}};
    charts += "<h2>" + html_escaped(workload.name) + "</h2>\n" + chart_svg(chart);
  }
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta name=\"color-scheme\" content=\"light dark\">\n<title>orbitmesh "
         "comparison</title>\n"
         "<style>\nbody { margin: 0 auto; max-width: 900px; padding: 12px; font: 15px system-ui, "
         "sans-serif; color: var(--text); background: var(--page); }\npre { overflow-x: auto; }\n" +
         chart_style() + "</style>\n</head>\n<body>\n<pre>" +
         html_escaped(comparison_text(comparison)) + "</pre>\n" + charts + "</body>\n</html>\n";
}

}  // namespace orbitmesh
