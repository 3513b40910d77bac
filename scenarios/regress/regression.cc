#include "scenarios/regress/regression.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "core/digest.h"
#include "core/error.h"
#include "scenarios/loader.h"
#include "scenarios/stored_run.h"
#include "scenarios/sweep/process_pool.h"

namespace orbitmesh {
namespace {

namespace fs = std::filesystem;

/// A scenario, its baseline and its runs.
struct Case {
  fs::path file;
  Scenario scenario;
  std::optional<Baseline> baseline;
  std::vector<fs::path> runs;
  std::string failure;
};

std::vector<fs::path> scenario_files(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  }
  if (error) throw InputError(fmt::format("'{}': {}", folder.string(), error.message()));
  if (files.empty()) throw InputError(fmt::format("'{}' has no *.toml", folder.string()));
  std::sort(files.begin(), files.end());
  return files;
}

Case make_case(const fs::path& file, const RegressionRequest& request,
               const ProfileLibrary& library) {
  Case entry{file,
             load_scenario(file.string(), request.overrides, library),
             read_baseline(baseline_file(file)),
             {},
             {}};
  const std::int64_t runs = entry.baseline ? entry.baseline->replications : 1;
  for (std::int64_t r = 0; r < runs; ++r) {
    entry.runs.push_back(request.out / fmt::format("{}-{:03}", file.stem().string(), r));
  }
  return entry;
}

ProcessJob job_of(const Case& entry, std::size_t replication, const RegressionRequest& request) {
  const fs::path& folder = entry.runs[replication];
  const auto seed = entry.scenario.run.seed + static_cast<std::int64_t>(replication);
  std::vector<std::string> arguments = {
      request.program, "run",        entry.file.string(),      "--quiet",
      "--no-report",   "--end-with", std::to_string(getpid()), "--out",
      folder.string()};
  for (const std::string& file : request.profile_files) {
    arguments.insert(arguments.end(), {"--profiles", file});
  }
  for (const std::string& assignment : request.overrides) {
    arguments.insert(arguments.end(), {"--set", assignment});
  }
  arguments.insert(arguments.end(), {"--set", fmt::format("scenario.seed={}", seed)});
  return {arguments, folder.string() + ".txt", request.time_limit};
}

void run_all(std::vector<Case>& cases, const RegressionRequest& request) {
  std::vector<ProcessJob> jobs;
  std::vector<std::pair<Case*, fs::path>> owners;
  for (Case& entry : cases) {
    for (std::size_t r = 0; r < entry.runs.size(); ++r) {
      jobs.push_back(job_of(entry, r, request));
      owners.emplace_back(&entry, entry.runs[r]);
    }
  }
  std::size_t ended = 0;
  ProcessPoolHooks hooks;
  hooks.after = [&](std::size_t job, const ChildEnd& end) {
    ++ended;
    const auto& [entry, folder] = owners[job];
    if (stored_run_state(folder) == "complete" || !entry->failure.empty()) return;
    const std::string said = last_line(jobs[job].log);
    entry->failure = end.describe() + (said.empty() ? "" : ": " + said);
  };
  hooks.tick = [&](std::size_t) {
    if (request.on_change) request.on_change(ended, jobs.size());
  };
  run_processes(jobs, request.jobs, hooks, request.interrupted);
}

/// Metrics of the first run, with the estimate over all; one without a value somewhere has none.
std::vector<MeasuredMetric> measure(const std::vector<StoredRun>& runs) {
  std::vector<MeasuredMetric> measured;
  for (const Metric& first : runs.front().metrics) {
    MeasuredMetric metric{first.name, first.unit, std::nullopt, {}};
    std::vector<double> values;
    for (const StoredRun& run : runs) {
      const Metric* found = run.find(first.name);
      if (found != nullptr && found->value) {
        values.push_back(*found->value);
      } else {
        metric.reason = found == nullptr ? "a replication has no such metric" : found->reason;
      }
    }
    if (values.size() == runs.size()) metric.value = estimate(values);
    measured.push_back(std::move(metric));
  }
  return measured;
}

ScenarioRegression evaluate_case(const Case& entry) {
  ScenarioRegression result;
  result.file = entry.file;
  result.failure = entry.failure;
  result.baseline = entry.baseline;
  if (!entry.failure.empty()) return result;
  std::vector<StoredRun> runs;
  Digest digest;
  for (const fs::path& folder : entry.runs) {
    runs.push_back(read_stored_run(folder));
    digest.add(runs.back().digest);
  }
  result.digest = digest.hex();
  result.measured = measure(runs);
  result.expectations = evaluate(entry.scenario.expectations, runs.front().metrics);
  if (result.baseline) result.verdicts = judge(*result.baseline, result.measured);
  return result;
}

}  // namespace

bool ScenarioRegression::failed() const {
  return !failure.empty() || !baseline || !all_passed(expectations) ||
         std::any_of(verdicts.begin(), verdicts.end(),
                     [](const Verdict& verdict) { return verdict.failed(); });
}

std::vector<ScenarioRegression> run_regression(const RegressionRequest& request,
                                               const ProfileLibrary& library) {
  std::vector<Case> cases;
  for (const fs::path& file : scenario_files(request.folder)) {
    cases.push_back(make_case(file, request, library));
  }
  fs::create_directories(request.out);
  run_all(cases, request);
  std::vector<ScenarioRegression> results;
  for (const Case& entry : cases) results.push_back(evaluate_case(entry));
  return results;
}

Baseline updated_baseline(const ScenarioRegression& scenario, const std::string& reason) {
  Baseline baseline = scenario.baseline.value_or(Baseline{});
  baseline.reason = reason;
  baseline.digest = scenario.digest;
  std::vector<BaselineMetric> metrics;
  for (const MeasuredMetric& measured : scenario.measured) {
    if (!measured.value) continue;
    const BaselineMetric* before = baseline.find(measured.name);
    BaselineMetric metric = before == nullptr ? BaselineMetric{} : *before;
    metric.name = measured.name;
    metric.unit = measured.unit;
    metric.value = measured.value->mean;
    metrics.push_back(std::move(metric));
  }
  baseline.metrics = std::move(metrics);
  return baseline;
}

}  // namespace orbitmesh
