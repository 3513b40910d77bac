#pragma once

#include <string>
#include <string_view>

namespace orbitmesh {

/// `text` as a field of CSV (RFC 4180): in quotes where it must be.
std::string csv_field(std::string_view text);

}  // namespace orbitmesh
