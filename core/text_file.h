#pragma once

#include <cstdint>
#include <string>

namespace orbitmesh {

/// The whole content of a regular UTF-8 text file of at most `max_bytes`. Throws
/// InputError, naming the file, for one that is missing, unreadable, a directory or
/// device, too large, or no text.
std::string read_text_file(const std::string& path, std::int64_t max_bytes);

}  // namespace orbitmesh
