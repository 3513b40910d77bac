#pragma once

#include <string>
#include <string_view>

namespace orbitmesh {

/// `text` with "?" for every byte that is not printable ASCII: fit for terminals and files.
std::string printable(std::string_view text);

/// `text` fit for a message: printable, in quotation marks, cut after 40 bytes.
std::string quoted_text(std::string_view text);

}  // namespace orbitmesh
