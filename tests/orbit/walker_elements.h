#pragma once

#include <vector>

#include "orbit/element_set.h"
#include "orbit/epoch.h"
#include "orbit/walker.h"

namespace orbitmesh {

/// Element sets of a Walker shell at `epoch`, by plane and slot, numbered from
/// `first_number`: circular, without drag, at the shell's mean altitude, named "SAT n".
std::vector<ElementSet> walker_elements(const WalkerShell& shell, Epoch epoch,
                                        int first_number = 1);

}  // namespace orbitmesh
