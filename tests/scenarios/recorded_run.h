#pragma once

#include "scenarios/run_in_memory.h"

namespace orbitmesh {

/// The record of a whole run of `scenario` with the built-in profiles.
inline RunRecord recorded_run(const Scenario& scenario) {
  return run_in_memory(scenario, World(scenario), ProfileLibrary::built_in());
}

}  // namespace orbitmesh
