#pragma once

#include <string>
#include <string_view>

namespace orbitmesh {

/// `text` with what means something in HTML and XML written so that it does not.
std::string html_escaped(std::string_view text);

}  // namespace orbitmesh
