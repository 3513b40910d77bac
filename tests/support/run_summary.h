#pragma once

#include <map>
#include <string>

#include "tests/support/program.h"

namespace orbitmesh {

/// What a run printed as JSON.
struct RunSummary {
  int exit_code = -1;
  std::string error;                      ///< standard error
  std::string digest;                     ///< empty when the program failed
  std::map<std::string, double> metrics;  ///< those that have a value

  /// Value of a metric; NaN when the run has none of that name.
  double metric(const std::string& name) const;
};

/// Runs a scenario quietly in a folder that is removed afterwards. `arguments` and
/// `before` as for run_orbitmesh().
RunSummary run_summary(const std::string& scenario, const std::string& arguments,
                       const std::string& before = "");

}  // namespace orbitmesh
