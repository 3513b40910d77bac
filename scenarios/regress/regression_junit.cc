#include <fmt/format.h>

#include "scenarios/regress/regression_report.h"
#include "scenarios/report/html_escaped.h"

namespace orbitmesh {
namespace {

// Control characters other than these two may not stand in XML 1.0 at all.
std::string xml_escaped(std::string_view text) {
  std::string escaped = html_escaped(text);
  for (char& c : escaped) {
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') c = '?';
  }
  return escaped;
}

/// The cases of one scenario, counted.
class Suite {
 public:
  explicit Suite(std::string name) : name_(std::move(name)) {}

  void add(const std::string& test, const std::string& failure) {
    ++tests_;
    const std::string head = fmt::format(R"(    <testcase classname="{}" name="{}")",
                                         xml_escaped(name_), xml_escaped(test));
    if (failure.empty()) {
      cases_ += head + "/>\n";
      return;
    }
    ++failures_;
    cases_ += fmt::format("{}><failure message=\"{}\"/></testcase>\n", head, xml_escaped(failure));
  }

  std::string xml() const {
    return fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n{}  </testsuite>\n",
                       xml_escaped(name_), tests_, failures_, cases_);
  }

 private:
  std::string name_;
  std::string cases_;
  std::int64_t tests_ = 0;
  std::int64_t failures_ = 0;
};

std::string message(const Verdict& verdict) {
  if (!verdict.failed()) return {};
  if (!verdict.value) return "no value: " + verdict.reason;
  return fmt::format("{:.6g}, baseline {:.6g} +- {:.3g} {}", *verdict.value, *verdict.baseline,
                     verdict.tolerance, verdict.unit);
}

std::string suite_of(const ScenarioRegression& scenario) {
  Suite suite(scenario.file.stem().string());
  suite.add("run", scenario.failure);
  if (scenario.failure.empty()) {
    suite.add("baseline", scenario.baseline ? "" : "there is no baseline");
  }
  for (const ExpectationResult& result : scenario.expectations) {
    suite.add("expect " + result.expectation.metric, result.passed ? "" : result.reason);
  }
  for (const Verdict& verdict : scenario.verdicts) suite.add(verdict.metric, message(verdict));
  return suite.xml();
}

}  // namespace

std::string regression_junit(const RegressionResults& results) {
  std::string suites;
  for (const ScenarioRegression& scenario : results) suites += suite_of(scenario);
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"orbitmesh regress\">\n" +
         suites + "</testsuites>\n";
}

}  // namespace orbitmesh
