#pragma once

#include <filesystem>
#include <string>

#include "scenarios/sweep/sweep_plan.h"
#include "scenarios/sweep/sweep_results.h"

namespace orbitmesh {

/// A sweep for a person: for each metric that the plan shows, a table of points with mean,
/// 95 % interval and difference from the first point; then what failed.
std::string sweep_summary_text(const SweepPlan& plan, const SweepResults& results,
                               const std::filesystem::path& folder);

/// The same for a program, with all metrics: one JSON object, ended by a line feed.
std::string sweep_summary_json(const SweepPlan& plan, const SweepResults& results,
                               const std::filesystem::path& folder);

}  // namespace orbitmesh
