#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/time.h"
#include "inference/profile_library.h"
#include "scenarios/sweep/sweep_points.h"

namespace orbitmesh {

/// What `orbitmesh sweep` was asked to run.
struct SweepRequest {
  std::string scenario_file;
  std::vector<std::string> overrides;      ///< `--set`, under the points' own changes
  std::vector<std::string> profile_files;  ///< `--profiles`
};

/// One run of a sweep.
struct SweepRun {
  std::int64_t index = 0;  ///< from 0, the point's replications one after another
  std::int64_t point = 0;
  std::int64_t replication = 0;
  std::int64_t seed = 0;
};

/// All runs of a sweep, checked.
struct SweepPlan {
  std::string name;  ///< of the scenario
  SweepRequest request;
  std::vector<SweepPoint> points;
  std::vector<SweepRun> runs;
  std::optional<Duration> timeout;
  std::vector<std::string> metrics;  ///< that the summary shows
  std::string digest;                ///< of every run's resolved scenario and of the version

  /// What `orbitmesh run` gets as `--set` for a run, in order.
  std::vector<std::string> overrides_of(const SweepRun& run) const;
};

/// Reads the scenario and its `[sweep]` and loads every point as `orbitmesh run` would, so
/// that a wrong one is found before any run. Throws InputError, for a point with its settings.
SweepPlan plan_sweep(const SweepRequest& request, const ProfileLibrary& library);

/// A point's settings for reading: "tmr, faults.acceleration=1e5"; "as it stands" for none.
std::string describe(const SweepPoint& point);

}  // namespace orbitmesh
