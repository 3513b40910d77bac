#pragma once

#include <string_view>

#include "core/config_value.h"

namespace orbitmesh {

/// Applies a command-line override "a.b=value" to a document. A path goes through tables
/// by key and through arrays by index or by the `name` of an element:
/// "client.inspector.workload.plan.deadline=2 s". Tables that are missing on the way
/// are made. The value is TOML where it parses as such, else a string. Throws
/// InputError that quotes "--set a.b=value".
void apply_override(ConfigValue& root, std::string_view assignment);

/// Whether a value stands in an override, not in a file.
bool is_override(const SourceLocation& where);

}  // namespace orbitmesh
