#pragma once

#include <string>

namespace orbitmesh {

/// docs/scenario.md: every key of a scenario file, from the sections' field visitors.
std::string scenario_reference_page();

}  // namespace orbitmesh
