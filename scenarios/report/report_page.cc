#include "scenarios/report/report_page.h"

#include <fmt/format.h>

#include "core/text_file.h"
#include "core/version.h"
#include "scenarios/expectations.h"
#include "scenarios/loader.h"
#include "scenarios/report/chart_style.h"
#include "scenarios/report/html_escaped.h"
#include "scenarios/report/report_sections.h"
#include "scenarios/summary_format.h"

namespace orbitmesh {
namespace {

constexpr std::int64_t kMaxResolved = 64'000'000;

constexpr const char* kPageStyle = R"(body { margin: 0 auto; max-width: 1100px; padding: 12px;
  font: 15px/1.45 system-ui, sans-serif; color: var(--text); background: var(--page); }
h1 { font-size: 1.5em; margin: .3em 0; } h2 { margin: 1.4em 0 .3em; border-bottom: 1px solid var(--line); }
h3 { margin: 1em 0 .2em; } p { margin: .3em 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
td, th { padding: 2px 10px 2px 0; text-align: left; vertical-align: top; white-space: nowrap; }
.wide { overflow-x: auto; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 12px; }
.bar { width: 30%; min-width: 80px; } .bar div { height: .8em; background: var(--s0); }
.bad { color: var(--s1); font-weight: 600; } .none { font-style: italic; }
pre { overflow-x: auto; font-size: 12px; }
)";

std::string facts(const ReportInput& input) {
  const RunSection& run = input.scenario.run;
  std::string html =
      fmt::format("<h1>{}</h1>\n<p>{} from {}, seed {}, {} fidelity; orbitmesh {}; digest {}</p>\n",
                  html_escaped(run.name), readable(run.duration), html_escaped(run.epoch), run.seed,
                  to_string(input.scenario.network.fidelity), version(), input.run.digest);
  if (input.scenario.faults.acceleration != 1.0) {
    html += fmt::format("<p class=\"bad\">Fault rates are multiplied by {:g}.</p>\n",
                        input.scenario.faults.acceleration);
  }
  for (const std::string& warning : input.run.warnings) {
    html += "<p class=\"bad\">Warning: " + html_escaped(warning) + "</p>\n";
  }
  return html;
}

std::string expectations(const ReportInput& input) {
  const auto results = evaluate(input.scenario.expectations, input.run.metrics);
  std::string rows;
  for (const ExpectationResult& result : results) {
    const auto bound = [](const std::optional<double>& value) {
      return value ? fmt::format("{:g}", *value) : std::string("-");
    };
    rows += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td{}>{}</td></tr>\n",
                        html_escaped(result.expectation.metric), bound(result.value),
                        bound(result.expectation.min), bound(result.expectation.max),
                        result.passed ? "" : " class=\"bad\"", result.passed ? "met" : "missed");
  }
  if (rows.empty()) return {};
  return "<h2>Expectations</h2>\n<div class=\"wide\"><table>\n<tr><th>metric</th><th>value</th>"
         "<th>min</th><th>max</th><th></th></tr>\n" +
         rows + "</table></div>\n";
}

}  // namespace

std::string report_html(const std::filesystem::path& folder, const ProfileLibrary& library) {
  const StoredRun run = read_stored_run(folder);
  const SqliteReader results(folder / "results.sqlite");
  const std::string resolved = (folder / "resolved.toml").string();
  const Scenario scenario = load_scenario(resolved, {}, library);
  const World world(scenario);
  const ReportInput input{run, results, scenario, world};
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
         html_escaped(run.scenario) + ": orbitmesh report</title>\n<style>\n" + kPageStyle +
         chart_style() + "</style>\n</head>\n<body>\n" + facts(input) + expectations(input) +
         deadline_section(input) + latency_section(input) + placement_section(input) +
         server_section(input) + link_section(input) + handover_section(input) +
         power_section(input) + fault_section(input) + metric_section(input) +
         "<h2>Scenario</h2>\n<details><summary>with every default explicit</summary>\n<pre>" +
         html_escaped(read_text_file(resolved, kMaxResolved)) +
         "</pre></details>\n</body>\n</html>\n";
}

}  // namespace orbitmesh
