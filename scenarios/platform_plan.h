#pragma once

#include "inference/profile_library.h"
#include "scenarios/scenario.h"

namespace orbitmesh {

/// Gives sites and clients that name a platform and no accelerator those of the platform. Names
/// that the library does not know are left to check_platforms().
void resolve_platforms(Scenario& scenario, const ProfileLibrary& library);

/// Throws InputError at the key for an unknown platform and one of another kind, such as a robot's
/// at a datacenter.
void check_platforms(const Scenario& scenario, const ProfileLibrary& library);

}  // namespace orbitmesh
