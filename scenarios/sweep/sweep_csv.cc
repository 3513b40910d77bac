#include <fmt/format.h>

#include <algorithm>

#include "core/csv_field.h"
#include "scenarios/sweep/sweep_tables.h"

namespace orbitmesh {
namespace {

/// The keys that points set, in the order in which they come up.
std::vector<std::string> keys_of(const SweepPlan& plan) {
  std::vector<std::string> keys;
  for (const SweepPoint& point : plan.points) {
    for (const SweepSetting& setting : point.settings) {
      if (std::find(keys.begin(), keys.end(), setting.key) == keys.end()) {
        keys.push_back(setting.key);
      }
    }
  }
  return keys;
}

std::string value_at(const SweepPoint& point, const std::string& key) {
  std::string value;  // a later setting of a key replaces an earlier one
  for (const SweepSetting& setting : point.settings) {
    if (setting.key == key) value = setting.value;
  }
  return value;
}

}  // namespace

std::string sweep_csv(const SweepPlan& plan, const SweepResults& results) {
  const std::vector<std::string> keys = keys_of(plan);
  std::string csv = "run,point,variant";
  for (const std::string& key : keys) csv += "," + csv_field(key);
  csv += ",replication,seed,metric,unit,value\n";
  for (const SweepRunResult& result : results.runs) {
    if (!result.stored) continue;
    const SweepPoint& point = plan.points[static_cast<std::size_t>(result.run.point)];
    std::string head = fmt::format("{},{},{}", result.run.index, result.run.point, point.variant);
    for (const std::string& key : keys) head += "," + csv_field(value_at(point, key));
    head += fmt::format(",{},{}", result.run.replication, result.run.seed);
    for (const Metric& metric : result.stored->metrics) {
      const std::string value = metric.value ? fmt::format("{}", *metric.value) : "";
      csv += fmt::format("{},{},{},{}\n", head, csv_field(metric.name), metric.unit, value);
    }
  }
  return csv;
}

}  // namespace orbitmesh
