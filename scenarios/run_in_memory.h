#pragma once

#include "inference/profile_library.h"
#include "scenarios/run_record.h"
#include "scenarios/runner.h"
#include "scenarios/scenario.h"
#include "scenarios/world.h"

namespace orbitmesh {

/// The record of a run of `scenario` before it began: what it is a record of, and no results.
RunRecord new_record(const Scenario& scenario, const World& world);

/// Runs `scenario` with neither run folder nor result store. `world` must be made from it;
/// `workers` matter only with content. Wall time and digest stay unset. Throws Interrupted,
/// RunError.
RunRecord run_in_memory(const Scenario& scenario, const World& world, const ProfileLibrary& library,
                        const WorkerPoolOptions& workers = {}, Runner::Hooks hooks = {});

}  // namespace orbitmesh
