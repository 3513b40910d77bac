#pragma once

#include <string>
#include <string_view>

namespace orbitmesh {

/// SHA-256 of `bytes` (FIPS 180-4) as 64 lower-case hexadecimal digits: to check that a file
/// from elsewhere is the one expected.
std::string sha256_hex(std::string_view bytes);

}  // namespace orbitmesh
