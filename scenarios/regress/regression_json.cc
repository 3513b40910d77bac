#include <nlohmann/json.hpp>

#include "scenarios/regress/regression_report.h"

namespace orbitmesh {
namespace {

using Json = nlohmann::ordered_json;

Json optional(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

Json json_of(const Verdict& verdict) {
  return {{"metric", verdict.metric},           {"unit", verdict.unit},
          {"verdict", to_string(verdict.kind)}, {"baseline", optional(verdict.baseline)},
          {"value", optional(verdict.value)},   {"half_width_95", optional(verdict.half_width)},
          {"tolerance", verdict.tolerance},     {"failed", verdict.failed()}};
}

Json json_of(const ExpectationResult& result) {
  return {{"metric", result.expectation.metric},
          {"min", optional(result.expectation.min)},
          {"max", optional(result.expectation.max)},
          {"value", optional(result.value)},
          {"passed", result.passed}};
}

}  // namespace

std::string regression_json(const RegressionResults& results) {
  Json scenarios = Json::array();
  bool passed = true;
  for (const ScenarioRegression& scenario : results) {
    passed = passed && !scenario.failed();
    Json json = {{"scenario", scenario.file.stem().string()},
                 {"file", scenario.file.string()},
                 {"passed", !scenario.failed()},
                 {"failure", scenario.failure},
                 {"digest", scenario.digest},
                 {"digest_changed", scenario.digest_changed()},
                 {"has_baseline", scenario.baseline.has_value()},
                 {"expectations", Json::array()},
                 {"metrics", Json::array()}};
    for (const auto& result : scenario.expectations)
      json["expectations"].push_back(json_of(result));
    for (const Verdict& verdict : scenario.verdicts) json["metrics"].push_back(json_of(verdict));
    scenarios.push_back(std::move(json));
  }
  return Json{{"passed", passed}, {"scenarios", scenarios}}.dump(2) + "\n";
}

}  // namespace orbitmesh
