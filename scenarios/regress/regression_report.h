#pragma once

#include <string>
#include <vector>

#include "scenarios/regress/regression.h"

namespace orbitmesh {

using RegressionResults = std::vector<ScenarioRegression>;

/// For a person: a line a scenario, and below one that failed a table of what did, with
/// metric, baseline, value, tolerance and verdict.
std::string regression_text(const RegressionResults& results);

/// For a program: everything. Ends in a line feed.
std::string regression_json(const RegressionResults& results);

/// JUnit XML as CI systems read it: a suite a scenario, a case a metric and expectation.
std::string regression_junit(const RegressionResults& results);

/// For a pull request: a table of scenarios, and tables of what failed.
std::string regression_markdown(const RegressionResults& results);

/// Workflow commands of GitHub Actions, "::error file=...,title=...::...", one a failure.
std::string regression_annotations(const RegressionResults& results);

/// A short line for each reason why a scenario failed; empty when it passed.
std::vector<std::string> failure_lines(const ScenarioRegression& scenario);

}  // namespace orbitmesh
