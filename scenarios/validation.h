#pragma once

#include "inference/profile_library.h"
#include "orbit/epoch.h"
#include "scenarios/scenario.h"

namespace orbitmesh {

/// Most satellites and client instances of a scenario.
inline constexpr std::int64_t kMaxSatellites = 20'000;
inline constexpr std::int64_t kMaxClientInstances = 10'000;

/// UTC of virtual time 0. Throws InputError at the key for a text that is none.
Epoch scenario_epoch(const Scenario& scenario);

/// Checks what a section cannot know by itself: names used twice, references to nothing,
/// models that do not fit where they are to run, flows and arrivals that contradict
/// themselves, metrics that no run has. Throws InputError for the first fault, with its
/// place and the remedy. The scenario's dependent values must be filled in.
void validate_scenario(const Scenario& scenario, const ProfileLibrary& library);

}  // namespace orbitmesh
