#pragma once

#include <filesystem>
#include <string>

#include "scenarios/sweep/sweep_plan.h"

namespace orbitmesh {

/// sweep.json: the plan's digest, points and runs.
std::string manifest_json(const SweepPlan& plan);

/// The digest in a sweep.json. Throws InputError when the file is none.
std::string manifest_digest(const std::filesystem::path& file);

}  // namespace orbitmesh
