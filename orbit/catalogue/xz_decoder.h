#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/error.h"

namespace orbitmesh {

/// What one or more concatenated .xz streams hold. Throws InputError as decompress() says.
std::string decode_xz(std::string_view bytes, const SourceLocation& file, std::size_t max_bytes);

}  // namespace orbitmesh
