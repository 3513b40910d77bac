#include <fmt/format.h>

#include "scenarios/regress/regression_report.h"
#include "scenarios/summary_format.h"

namespace orbitmesh {
namespace {

std::string number(const std::optional<double>& value) {
  return value ? fmt::format("{:.6g}", *value) : "-";
}

std::string bounds(const ExpectSection& expectation) {
  std::string text;
  if (expectation.min) text = fmt::format(">= {:g}", *expectation.min);
  if (expectation.max) {
    text += fmt::format("{}<= {:g}", text.empty() ? "" : ", ", *expectation.max);
  }
  return text;
}

std::string row(const Verdict& verdict) {
  return fmt::format(
      "  {:<48} {:>12} {:>12} {:>10}  {}\n", shortened(verdict.metric, 48),
      number(verdict.baseline), number(verdict.value), fmt::format("{:.3g}", verdict.tolerance),
      verdict.reason.empty() ? std::string(to_string(verdict.kind)) : "gone: " + verdict.reason);
}

std::string row(const ExpectationResult& result) {
  return fmt::format("  {:<48} {:>12} {:>12} {:>10}  {}\n",
                     shortened(result.expectation.metric, 48), bounds(result.expectation),
                     number(result.value), "", "expectation missed");
}

std::string details(const ScenarioRegression& scenario) {
  if (!scenario.failure.empty()) return fmt::format("  the run failed: {}\n", scenario.failure);
  std::string rows;
  for (const ExpectationResult& result : scenario.expectations) {
    if (!result.passed) rows += row(result);
  }
  for (const Verdict& verdict : scenario.verdicts) {
    if (verdict.failed()) rows += row(verdict);
  }
  if (!rows.empty()) {
    rows = fmt::format("  {:<48} {:>12} {:>12} {:>10}  {}\n", "metric", "baseline", "value",
                       "tolerance", "verdict") +
           rows;
  }
  if (!scenario.baseline) {
    rows += "  no baseline; make one with --update --reason 'TEXT'\n";
  }
  return rows;
}

std::string remarks(const ScenarioRegression& scenario) {
  std::int64_t better = 0;
  std::int64_t fresh = 0;
  for (const Verdict& verdict : scenario.verdicts) {
    better += verdict.kind == Verdict::Kind::kBetter ? 1 : 0;
    fresh += verdict.kind == Verdict::Kind::kNew ? 1 : 0;
  }
  std::string text;
  if (better > 0) text += fmt::format(", {} better", better);
  if (fresh > 0) text += fmt::format(", {} new", fresh);
  if (scenario.digest_changed()) text += ", other digest";
  return text;
}

}  // namespace

std::vector<std::string> failure_lines(const ScenarioRegression& scenario) {
  std::vector<std::string> lines;
  if (!scenario.failure.empty()) return {"the run failed: " + scenario.failure};
  for (const ExpectationResult& result : scenario.expectations) {
    if (result.passed) continue;
    lines.push_back(fmt::format("{} is {}, expected {}", result.expectation.metric,
                                number(result.value), bounds(result.expectation)));
  }
  for (const Verdict& verdict : scenario.verdicts) {
    if (verdict.kind == Verdict::Kind::kGone) {
      lines.push_back(fmt::format("{} has no value: {}", verdict.metric, verdict.reason));
    } else if (verdict.failed()) {
      lines.push_back(fmt::format("{} is {}, baseline {} +- {:.3g}", verdict.metric,
                                  number(verdict.value), number(verdict.baseline),
                                  verdict.tolerance));
    }
  }
  if (!scenario.baseline) lines.emplace_back("there is no baseline");
  return lines;
}

std::string regression_text(const RegressionResults& results) {
  std::string text;
  std::int64_t failed = 0;
  for (const ScenarioRegression& scenario : results) {
    failed += scenario.failed() ? 1 : 0;
    const std::size_t compared = scenario.baseline ? scenario.baseline->metrics.size() : 0;
    text += fmt::format("{} {}: {} metrics, {} expectations{}\n",
                        scenario.failed() ? "FAIL" : "ok  ", scenario.file.stem().string(),
                        compared, scenario.expectations.size(), remarks(scenario));
    if (scenario.failed()) text += details(scenario);
  }
  return text + fmt::format("{} of {} scenarios passed\n",
                            static_cast<std::int64_t>(results.size()) - failed, results.size());
}

}  // namespace orbitmesh
