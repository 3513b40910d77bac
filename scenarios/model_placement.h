#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "inference/profile_library.h"
#include "scenarios/scenario.h"

namespace orbitmesh {

/// Which models a node holds from the start of a run. Every function expects a scenario
/// whose profile names exist; a name that does not is left out.

/// Models that the scenario's workloads use, in alphabetical order.
std::vector<const ModelProfile*> models_in_use(const Scenario& scenario,
                                               const ProfileLibrary& library);

/// The models a list of a file names, in its order; "*" stands for every model in use that
/// fits `count` devices of `accelerator`, and adds to the others.
std::vector<const ModelProfile*> resident_models(const std::vector<std::string>& names,
                                                 const AcceleratorProfile& accelerator,
                                                 std::int64_t count, const Scenario& scenario,
                                                 const ProfileLibrary& library);

/// Whether the client's own accelerator must hold the workload's model, as its policy says
/// (inference/policy_list.h): local, for one, or deadline with fallback local.
bool needs_local_model(const WorkloadSection& workload);

/// Models that a client's own accelerator must hold, in the order of its workloads.
std::vector<const ModelProfile*> needed_local_models(const ClientSection& client,
                                                     const ProfileLibrary& library);

/// Models that a client's own accelerator holds: the needed ones, and in the order of its
/// workloads those that other policies could use there (LocalUse::kWhereItFits), as far as
/// they fit beside the ones before. Empty without an accelerator.
std::vector<const ModelProfile*> local_models(const ClientSection& client,
                                              const ProfileLibrary& library);

/// Whether a satellite of the shell, or the site, holds the model.
bool holds(const ConstellationSection& shell, std::string_view model, const Scenario& scenario,
           const ProfileLibrary& library);
bool holds(const SiteSection& site, std::string_view model, const Scenario& scenario,
           const ProfileLibrary& library);

/// Whether the site holds all models of a satellite of the shell, which has accelerators.
bool holds_all(const SiteSection& site, const ConstellationSection& shell, const Scenario& scenario,
               const ProfileLibrary& library);

}  // namespace orbitmesh
