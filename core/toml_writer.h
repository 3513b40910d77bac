#pragma once

#include <string>
#include <string_view>

#include "core/config_value.h"

namespace orbitmesh {

/// TOML text of a table, in its order: scalars first, then sub-tables. Small tables
/// without sub-tables stand in one line. parse_toml() gives the same values back.
std::string write_toml(const ConfigValue& root);

/// A TOML basic string with its quotes.
std::string quote_toml(std::string_view text);

}  // namespace orbitmesh
