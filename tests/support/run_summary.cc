#include "tests/support/run_summary.h"

#include <limits>
#include <nlohmann/json.hpp>

namespace orbitmesh {

double RunSummary::metric(const std::string& name) const {
  const auto found = metrics.find(name);
  return found == metrics.end() ? std::numeric_limits<double>::quiet_NaN() : found->second;
}

RunSummary run_summary(const std::string& scenario, const std::string& arguments,
                       const std::string& before) {
  const ScratchFolder scratch;
  const ProgramResult result = run_orbitmesh(
      "run '" + scenario + "' --quiet --json --out '" + (scratch / "run") + "' " + arguments,
      before);
  RunSummary summary;
  summary.exit_code = result.exit_code;
  summary.error = result.err;
  const auto json = nlohmann::json::parse(result.out, nullptr, false);
  if (!json.is_object()) return summary;
  summary.digest = json.at("digest").get<std::string>();
  for (const auto& metric : json.at("metrics")) {
    if (metric.at("value").is_null()) continue;
    summary.metrics[metric.at("name").get<std::string>()] = metric.at("value").get<double>();
  }
  return summary;
}

}  // namespace orbitmesh
