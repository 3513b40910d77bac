#pragma once

#include <string>
#include <string_view>

#include "core/config_value.h"

namespace orbitmesh {

/// Largest configuration file that is read [byte].
inline constexpr std::int64_t kMaxConfigBytes = 1'000'000;
/// Deepest nesting of tables and arrays in a configuration.
inline constexpr int kMaxConfigDepth = 64;
/// Most keys of one table.
inline constexpr int kMaxConfigKeys = 1000;

/// Reads a TOML 1.0 file. Throws InputError with file:line:column for what is not TOML,
/// for a date without quotes and for anything beyond the limits above.
ConfigValue read_toml_file(const std::string& path);

/// The same for a text; `file_name` stands in the locations.
ConfigValue parse_toml(std::string_view text, const std::string& file_name);

}  // namespace orbitmesh
