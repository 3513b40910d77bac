#include "scenarios/expectations.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "core/suggestion.h"

namespace orbitmesh {
namespace {

std::string remedy(std::string_view wanted, const std::vector<std::string>& names) {
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  const std::string suggestion = did_you_mean(wanted, candidates);
  return suggestion.empty() ? "; this scenario has " + list_names(candidates) : suggestion;
}

void check_bounds(const Expectation& e) {
  if (!e.min && !e.max) {
    throw InputError(e.where,
                     fmt::format("the expectation on '{}' needs min, max or both", e.metric));
  }
  if ((e.min && !std::isfinite(*e.min)) || (e.max && !std::isfinite(*e.max))) {
    throw InputError(e.where, fmt::format("the bounds on '{}' must be finite", e.metric));
  }
  if (e.min && e.max && *e.max < *e.min) {
    throw InputError(e.where, fmt::format("the bounds on '{}' contradict each other: min {} is "
                                          "above max {}",
                                          e.metric, *e.min, *e.max));
  }
}

ExpectationResult evaluate_one(const Expectation& e, const Metric& metric) {
  ExpectationResult result{e, metric.unit, metric.value, false, metric.reason};
  if (!metric.value) return result;
  if (e.min && *metric.value < *e.min) {
    result.reason = fmt::format("below min {}", *e.min);
  } else if (e.max && *e.max < *metric.value) {
    result.reason = fmt::format("above max {}", *e.max);
  } else {
    result.passed = true;
  }
  return result;
}

}  // namespace

void check_expectations(const std::vector<Expectation>& expectations,
                        const std::vector<std::string>& names) {
  for (const Expectation& e : expectations) {
    if (std::find(names.begin(), names.end(), e.metric) == names.end()) {
      throw InputError(e.where,
                       fmt::format("unknown metric '{}'{}", e.metric, remedy(e.metric, names)));
    }
    check_bounds(e);
  }
}

std::vector<ExpectationResult> evaluate(const std::vector<Expectation>& expectations,
                                        const std::vector<Metric>& metrics) {
  std::vector<std::string> names;
  for (const Metric& metric : metrics) names.push_back(metric.name);
  check_expectations(expectations, names);
  std::vector<ExpectationResult> results;
  for (const Expectation& e : expectations) {
    const auto found = std::find_if(metrics.begin(), metrics.end(),
                                    [&](const Metric& m) { return m.name == e.metric; });
    results.push_back(evaluate_one(e, *found));
  }
  return results;
}

bool all_passed(const std::vector<ExpectationResult>& results) {
  return std::all_of(results.begin(), results.end(),
                     [](const ExpectationResult& r) { return r.passed; });
}

}  // namespace orbitmesh
