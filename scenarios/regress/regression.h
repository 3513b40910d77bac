#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/time.h"
#include "inference/profile_library.h"
#include "scenarios/expectations.h"
#include "scenarios/regress/baseline.h"
#include "scenarios/regress/verdict.h"

namespace orbitmesh {

struct RegressionRequest {
  std::filesystem::path folder;            ///< of the scenarios
  std::filesystem::path out;               ///< for the runs; is made
  std::vector<std::string> profile_files;  ///< `--profiles`
  std::vector<std::string> overrides;      ///< `--set`, in every scenario
  std::string program;                     ///< path of `orbitmesh`
  int jobs = 1;
  Duration time_limit = Duration::from_s(600);  ///< wall time of one run
  std::function<void(std::size_t ended, std::size_t total)> on_change;
  const std::atomic<bool>* interrupted = nullptr;
};

/// What came of one scenario.
struct ScenarioRegression {
  std::filesystem::path file;
  std::string failure;  ///< why a run came to no end; the rest is then empty
  std::string digest;
  std::optional<Baseline> baseline;
  std::vector<MeasuredMetric> measured;
  std::vector<Verdict> verdicts;                ///< empty without a baseline
  std::vector<ExpectationResult> expectations;  ///< on the first replication

  bool digest_changed() const { return baseline && baseline->digest != digest; }
  /// A run failed, an expectation is missed, a metric moved, or there is no baseline.
  bool failed() const;
};

/// Runs every scenario of the folder (its *.toml, in alphabetical order), as often as its
/// baseline says, each run in a process of its own, and compares. Throws InputError for a folder
/// without scenarios, a scenario or a baseline that is wrong, RunError, Interrupted.
std::vector<ScenarioRegression> run_regression(const RegressionRequest& request,
                                               const ProfileLibrary& library);

/// The baseline that the scenario's present results make. Tolerances and directions of
/// metrics that it had before stay.
Baseline updated_baseline(const ScenarioRegression& scenario, const std::string& reason);

}  // namespace orbitmesh
