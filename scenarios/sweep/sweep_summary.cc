#include "scenarios/sweep/sweep_summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "scenarios/summary_format.h"

namespace orbitmesh {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kPointWidth = 56;
constexpr std::size_t kMostFailuresShown = 10;

const PointMetric* find(const std::vector<PointMetric>& metrics, const std::string& name) {
  const auto found = std::find_if(metrics.begin(), metrics.end(),
                                  [&](const PointMetric& metric) { return metric.name == name; });
  return found == metrics.end() ? nullptr : &*found;
}

std::string with_interval(const ReplicateEstimate& value) {
  std::string text = fmt::format("{:.4g}", value.mean);
  if (value.half_width) text += fmt::format(" +- {:.2g}", *value.half_width);
  return text;
}

// "-12 +- 3 *": the star stands where the interval leaves 0 out.
std::string difference_text(const PointMetric& metric) {
  if (!metric.difference) return "";
  return with_interval(*metric.difference) + (metric.difference->differs_from_zero() ? " *" : "");
}

std::string table(const SweepPlan& plan, const SweepResults& results, const std::string& name) {
  std::string rows;
  std::string unit;
  for (std::size_t p = 0; p < plan.points.size(); ++p) {
    const PointMetric* metric = find(results.points[p], name);
    const std::string point = shortened(describe(plan.points[p]), kPointWidth);
    if (metric == nullptr) {
      rows += fmt::format("  {:<{}}  {:>18}\n", point, kPointWidth, "no value");
      continue;
    }
    unit = metric->unit;
    rows += fmt::format("  {:<{}}  {:>18}  {}\n", point, kPointWidth, with_interval(metric->value),
                        difference_text(*metric));
  }
  while (rows.find(" \n") != std::string::npos) rows.erase(rows.find(" \n"), 1);
  return fmt::format("{}{}\n{}\n", name, unit.empty() || unit == "1" ? "" : " [" + unit + "]",
                     rows);
}

std::string failures(const SweepResults& results) {
  if (results.failed == 0) return {};
  std::string text = fmt::format("{} runs failed:\n", results.failed);
  std::size_t shown = 0;
  for (const SweepRunResult& run : results.runs) {
    if (run.stored || shown++ >= kMostFailuresShown) continue;
    text += fmt::format("  run {:04}: {}\n", run.run.index, run.failure);
  }
  return text + "call the sweep again to repeat them\n";
}

Json json_of(const ReplicateEstimate& estimate) {
  Json json = {{"replications", estimate.count}, {"mean", estimate.mean}};
  json["half_width_95"] = estimate.half_width ? Json(*estimate.half_width) : Json(nullptr);
  return json;
}

Json json_of(const std::vector<PointMetric>& metrics) {
  Json json = Json::object();
  for (const PointMetric& metric : metrics) {
    Json& entry = json[metric.name];
    entry = {{"unit", metric.unit}, {"value", json_of(metric.value)}};
    if (metric.difference) entry["difference"] = json_of(*metric.difference);
  }
  return json;
}

}  // namespace

std::string sweep_summary_text(const SweepPlan& plan, const SweepResults& results,
                               const std::filesystem::path& folder) {
  std::string text =
      fmt::format("{}: {} points, {} runs\n\n", plan.name, plan.points.size(), plan.runs.size());
  for (const std::string& name : plan.metrics) text += table(plan, results, name);
  text +=
      "mean +- half of the 95 % interval over replications; then the difference from the "
      "first point,\nunder the same seeds (* = its interval leaves 0 out)\n";
  text += failures(results);
  return text + fmt::format("digest {}\nresults in {}: sweep.sqlite, sweep.csv\n", results.digest,
                            folder.string());
}

std::string sweep_summary_json(const SweepPlan& plan, const SweepResults& results,
                               const std::filesystem::path& folder) {
  Json json = {{"scenario", plan.name},    {"folder", folder.string()}, {"runs", plan.runs.size()},
               {"failed", results.failed}, {"digest", results.digest},  {"points", Json::array()}};
  for (std::size_t p = 0; p < plan.points.size(); ++p) {
    Json settings = Json::object();
    for (const SweepSetting& setting : plan.points[p].settings) {
      settings[setting.key] = setting.value;
    }
    json["points"].push_back({{"variant", plan.points[p].variant},
                              {"settings", settings},
                              {"metrics", json_of(results.points[p])}});
  }
  return json.dump(2) + "\n";
}

}  // namespace orbitmesh
