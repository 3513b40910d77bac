#pragma once

#include <string>

#include "core/config_value.h"

namespace orbitmesh {

/// Longest chain of `extends`.
inline constexpr int kMaxExtends = 8;

/// `overlay` on top of `base`: tables merge key by key; arrays of tables merge element
/// by element where the `name` is the same, and new elements are appended; anything
/// else is replaced.
ConfigValue merge_config(ConfigValue base, const ConfigValue& overlay);

/// Reads a TOML file and the files it extends (`extends = "base.toml"`, relative to the
/// file that says so); the key itself is removed. Throws InputError, also for a cycle
/// and a chain of more than kMaxExtends.
ConfigValue read_config_file(const std::string& path);

}  // namespace orbitmesh
