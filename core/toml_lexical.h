#pragma once

#include <string>
#include <string_view>

namespace orbitmesh {

/// Refuses, with file:line:column, two kinds of UTF-8 text that toml++ 3.3 does not
/// survive: characters beyond ASCII outside strings and comments (undefined behaviour),
/// which TOML 1.0 forbids, and a line of more than 1,000 dots outside them, since a
/// dotted key costs stack by the part. Says nothing about other faults.
void check_toml_lexical(std::string_view text, const std::string& file);

}  // namespace orbitmesh
