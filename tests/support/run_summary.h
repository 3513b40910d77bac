#pragma once

#include <limits>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/program.h"

namespace orbitmesh {

/// Runs a scenario quietly and returns its JSON summary; null with the error text in
/// `error` when the program fails.
struct RunSummary {
  int exit_code = -1;
  nlohmann::json json;
  std::string error;

  /// Value of a metric; NaN when the run has none of that name.
  double metric(const std::string& name) const {
    for (const auto& metric : json.at("metrics")) {
      if (metric.at("name") == name && !metric.at("value").is_null()) {
        return metric.at("value").get<double>();
      }
    }
    return std::numeric_limits<double>::quiet_NaN();
  }
};

inline RunSummary run_summary(const std::string& scenario, const std::string& arguments,
                              const std::string& before = "") {
  const ScratchFolder scratch;
  const ProgramResult result = run_orbitmesh(
      "run '" + scenario + "' --quiet --json --out '" + (scratch / "run") + "' " + arguments,
      before);
  RunSummary summary;
  summary.exit_code = result.exit_code;
  summary.error = result.err;
  summary.json = nlohmann::json::parse(result.out, nullptr, false);
  return summary;
}

}  // namespace orbitmesh
