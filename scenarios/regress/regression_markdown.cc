#include <fmt/format.h>

#include "scenarios/regress/regression_report.h"

namespace orbitmesh {
namespace {

// What would end a cell or begin markup is written so that it does not.
std::string cell(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '|' || c == '`' || c == '<' || c == '*' || c == '_') escaped += '\\';
    escaped += c == '\n' ? ' ' : c;
  }
  return escaped;
}

// Workflow commands end at a line feed; %, CR and LF are written as GitHub decodes them.
std::string command_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '%') {
      escaped += "%25";
    } else if (c == '\r') {
      escaped += "%0D";
    } else if (c == '\n') {
      escaped += "%0A";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

}  // namespace

std::string regression_markdown(const RegressionResults& results) {
  std::string rows;
  std::string details;
  std::size_t passed = 0;
  for (const ScenarioRegression& scenario : results) {
    const std::string name = cell(scenario.file.stem().string());
    const std::vector<std::string> failures = failure_lines(scenario);
    passed += scenario.failed() ? 0 : 1;
    rows += fmt::format("| {} | {} | {} | {} |\n", name, scenario.failed() ? "failed" : "passed",
                        scenario.verdicts.size(), scenario.digest_changed() ? "changed" : "same");
    if (!scenario.failed()) continue;
    details += fmt::format("\n### {}\n\n", name);
    for (const std::string& line : failures) details += "- " + cell(line) + "\n";
  }
  return fmt::format(
             "## orbitmesh regress: {} of {} scenarios passed\n\n"
             "| scenario | verdict | metrics | digest |\n|---|---|---|---|\n",
             passed, results.size()) +
         rows + details;
}

std::string regression_annotations(const RegressionResults& results) {
  std::string text;
  for (const ScenarioRegression& scenario : results) {
    for (const std::string& line : failure_lines(scenario)) {
      text += fmt::format("::error file={},title=regression in {}::{}\n",
                          command_escaped(scenario.file.string()),
                          command_escaped(scenario.file.stem().string()), command_escaped(line));
    }
  }
  return text;
}

}  // namespace orbitmesh
