#pragma once

#include <string>
#include <vector>

#include "orbit/element_set.h"

namespace orbitmesh {

/// What the objects of a catalogue are called: their names; the catalogue number where there is
/// none, and behind a name that several share, "IRIDIUM 7 (24793)".
std::vector<std::string> object_names(const std::vector<ElementSet>& elements);

}  // namespace orbitmesh
