#include "scenarios/expectations.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "core/error.h"
#include "core/suggestion.h"

namespace orbitmesh {
namespace {

/// The longest part of `wanted` up to a dot with which any of the names begins; empty
/// when there is none.
std::string_view known_owner(std::string_view wanted, const std::vector<std::string>& names) {
  for (std::size_t dot = wanted.rfind('.'); dot != std::string_view::npos;
       dot = wanted.rfind('.', dot - 1)) {
    const std::string_view owner = wanted.substr(0, dot + 1);
    const auto begins = [&](const std::string& name) { return name.rfind(owner, 0) == 0; };
    if (std::any_of(names.begin(), names.end(), begins)) return owner;
    if (dot == 0) break;
  }
  return {};
}

/// What follows `owner` in the names up to the next dot, each once.
std::vector<std::string_view> parts_below(std::string_view owner,
                                          const std::vector<std::string_view>& names) {
  std::vector<std::string_view> parts;
  for (const std::string_view name : names) {
    if (name.substr(0, owner.size()) != owner) continue;
    const std::string_view rest = name.substr(owner.size());
    const std::string_view part = rest.substr(0, rest.find('.'));
    if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
  }
  return parts;
}

/// The nearest name, and what there is in place of the first unknown part of `wanted`: the
/// metrics of a workload that exists, the workloads of a client that does.
std::string remedy(std::string_view wanted, const std::vector<std::string>& names) {
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  const std::string suggestion = did_you_mean(wanted, candidates);
  const std::string_view owner = known_owner(wanted, names);
  if (owner.empty()) {
    return suggestion.empty() ? "; this scenario has " + list_names(candidates) : suggestion;
  }
  return fmt::format("{} '{}' has {}", suggestion.empty() ? ";" : suggestion,
                     owner.substr(0, owner.size() - 1), list_names(parts_below(owner, candidates)));
}

void check_bounds(const ExpectSection& e) {
  if (!e.min && !e.max) {
    throw InputError(e.where.of("metric"),
                     fmt::format("the expectation on '{}' needs min, max or both", e.metric));
  }
  if ((e.min && !std::isfinite(*e.min)) || (e.max && !std::isfinite(*e.max))) {
    throw InputError(e.where.of("metric"),
                     fmt::format("the bounds on '{}' must be finite", e.metric));
  }
  if (e.min && e.max && *e.max < *e.min) {
    throw InputError(e.where.of("metric"),
                     fmt::format("the bounds on '{}' contradict each other: min {} is "
                                 "above max {}",
                                 e.metric, *e.min, *e.max));
  }
}

ExpectationResult evaluate_one(const ExpectSection& e, const Metric& metric) {
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

void check_expectations(const std::vector<ExpectSection>& expectations,
                        const std::vector<std::string>& names) {
  for (const ExpectSection& e : expectations) {
    if (std::find(names.begin(), names.end(), e.metric) == names.end()) {
      throw InputError(e.where.of("metric"),
                       fmt::format("unknown metric '{}'{}", e.metric, remedy(e.metric, names)));
    }
    check_bounds(e);
  }
}

std::vector<ExpectationResult> evaluate(const std::vector<ExpectSection>& expectations,
                                        const std::vector<Metric>& metrics) {
  std::vector<std::string> names;
  for (const Metric& metric : metrics) names.push_back(metric.name);
  check_expectations(expectations, names);
  std::vector<ExpectationResult> results;
  for (const ExpectSection& e : expectations) {
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
