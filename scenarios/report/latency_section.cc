#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "scenarios/report/html_escaped.h"
#include "scenarios/report/report_sections.h"
#include "scenarios/report/workload_names.h"

namespace orbitmesh {
namespace {

constexpr int kBuckets = 120;

/// Latencies [ms] with the minute of issue.
struct Latencies {
  std::vector<double> minute;
  std::vector<double> latency_ms;
};

struct WorkloadLatencies {
  std::string name;
  double deadline_ms = 0;
  std::map<std::string, Latencies> by_tier;
};

std::vector<WorkloadLatencies> read(const SqliteReader& results) {
  const WorkloadNames names(results);
  std::vector<WorkloadLatencies> workloads(names.count());
  for (std::size_t w = 0; w < names.count(); ++w) workloads[w].name = names.name(w);
  SelectStatement rows(results,
                       "SELECT client_id, workload_id, tier, issued_ns, latency_ns, deadline_ns "
                       "FROM request WHERE latency_ns IS NOT NULL");
  while (rows.next()) {
    WorkloadLatencies& workload = workloads[names.of(rows.integer(0), rows.integer(1))];
    workload.deadline_ms = static_cast<double>(rows.integer(5)) / 1e6;
    Latencies& tier = workload.by_tier[rows.text(2)];
    tier.minute.push_back(static_cast<double>(rows.integer(3)) / 60e9);
    tier.latency_ms.push_back(static_cast<double>(rows.integer(4)) / 1e6);
  }
  workloads.erase(std::remove_if(workloads.begin(), workloads.end(),
                                 [](const auto& workload) { return workload.by_tier.empty(); }),
                  workloads.end());
  return workloads;
}

// The median of each of kBuckets equal parts of the run; NaN for a part without answers.
std::vector<ChartPoint> medians(const Latencies& latencies, double end_min) {
  std::vector<std::vector<double>> buckets(kBuckets);
  for (std::size_t i = 0; i < latencies.minute.size(); ++i) {
    const auto bucket = static_cast<int>(latencies.minute[i] / end_min * kBuckets);
    buckets[static_cast<std::size_t>(std::clamp(bucket, 0, kBuckets - 1))].push_back(
        latencies.latency_ms[i]);
  }
  std::vector<ChartPoint> curve;
  for (int b = 0; b < kBuckets; ++b) {
    std::vector<double>& values = buckets[static_cast<std::size_t>(b)];
    double median = std::numeric_limits<double>::quiet_NaN();
    if (!values.empty()) {
      const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
      std::nth_element(values.begin(), middle, values.end());
      median = *middle;
    }
    curve.push_back({(b + 0.5) * end_min / kBuckets, median});
  }
  return curve;
}

std::size_t colour_of(const std::string& tier) {
  return tier == "local" ? 2 : tier == "satellite" ? 0 : tier == "ground" ? 1 : 3;
}

std::string charts(const WorkloadLatencies& workload, const ReportInput& input) {
  Chart distribution = distribution_chart("latency [ms]", "share of answers");
  distribution.rules = {{workload.deadline_ms, "deadline", true}};
  Chart course;
  course.x_title = "simulated time [min]";
  course.y_title = "median latency [ms]";
  course.log_y = true;
  course.bands = input.outage_bands();
  course.rules = {{workload.deadline_ms, "deadline", false}};
  for (const auto& [tier, latencies] : workload.by_tier) {
    std::vector<double> ascending = latencies.latency_ms;
    std::sort(ascending.begin(), ascending.end());
    const std::string name = fmt::format("{} ({})", tier, latencies.minute.size());
    distribution.series.push_back(
        {name, distribution_curve(ascending), ChartSeries::Style::kLine, colour_of(tier)});
    course.series.push_back(
        {tier, medians(latencies, input.end_min()), ChartSeries::Style::kLine, colour_of(tier)});
  }
  return fmt::format("<h3>{}</h3>\n<div class=\"pair\">\n{}{}</div>\n", html_escaped(workload.name),
                     chart_svg(distribution), chart_svg(course));
}

}  // namespace

std::string latency_section(const ReportInput& input) {
  std::string html;
  for (const WorkloadLatencies& workload : read(input.results)) html += charts(workload, input);
  if (html.empty()) return {};
  return "<h2>Latency</h2>\n<p>From the scheduled issue time to the answer, by the tier that "
         "answered. The broken line is the deadline; shaded spans are outages.</p>\n" +
         html;
}

}  // namespace orbitmesh
