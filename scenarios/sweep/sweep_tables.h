#pragma once

#include <filesystem>
#include <string>

#include "scenarios/sweep/sweep_plan.h"
#include "scenarios/sweep/sweep_results.h"

namespace orbitmesh {

/// Writes sweep.sqlite with the STRICT tables `point`, `setting`, `run`, `metric`, `estimate`;
/// docs/sweeps.md describes them. Replaces the file in one step. Throws RunError.
void write_sweep_database(const SweepPlan& plan, const SweepResults& results,
                          const std::filesystem::path& file);

/// sweep.csv: one line a run and metric, with a column for every key that the points set.
std::string sweep_csv(const SweepPlan& plan, const SweepResults& results);

}  // namespace orbitmesh
