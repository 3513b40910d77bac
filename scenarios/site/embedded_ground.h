#pragma once

#include <string_view>

namespace orbitmesh {

/// The text of profiles/ground.toml.
std::string_view embedded_ground();

}  // namespace orbitmesh
