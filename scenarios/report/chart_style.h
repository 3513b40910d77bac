#pragma once

#include <string>

namespace orbitmesh {

/// Style sheet for charts and maps, for light and dark pages.
std::string chart_style();

}  // namespace orbitmesh
