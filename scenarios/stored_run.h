#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/metrics.h"

namespace orbitmesh {

/// What a finished run's folder says, as later verbs read it.
struct StoredRun {
  std::string scenario;
  std::uint64_t seed = 0;
  std::string digest;
  std::vector<std::string> warnings;
  std::vector<Metric> metrics;  ///< in the order in which the run listed them

  /// Null for an unknown name.
  const Metric* find(std::string_view name) const;
};

/// The state in run.json: "running", "complete", "failed" or "interrupted"; empty when there
/// is no run in `folder` or its run.json cannot be read.
std::string stored_run_state(const std::filesystem::path& folder);

/// Reads run.json and the metrics of results.sqlite. Throws InputError when `folder` is not
/// that of a complete run, or its files are damaged or of another schema.
StoredRun read_stored_run(const std::filesystem::path& folder);

}  // namespace orbitmesh
