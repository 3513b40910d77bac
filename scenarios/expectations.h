#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/metrics.h"
#include "scenarios/sections/expect_section.h"

namespace orbitmesh {

struct ExpectationResult {
  ExpectSection expectation;
  std::string unit;
  std::optional<double> value;
  bool passed = false;
  std::string reason;  ///< why it failed; empty when passed
};

/// Throws InputError for the first expectation whose metric is not among `names`, with
/// the nearest name and all metrics of its workload, or that has no bound or crossed or non-finite
/// ones. `names` comes from metric_names(), so that a misspelt metric is found before the run.
void check_expectations(const std::vector<ExpectSection>& expectations,
                        const std::vector<std::string>& names);

/// One result for each expectation. A metric without a value fails with its reason.
/// Throws InputError as check_expectations() does.
std::vector<ExpectationResult> evaluate(const std::vector<ExpectSection>& expectations,
                                        const std::vector<Metric>& metrics);

bool all_passed(const std::vector<ExpectationResult>& results);

}  // namespace orbitmesh
