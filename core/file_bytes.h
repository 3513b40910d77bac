#pragma once

#include <cstdint>
#include <string>

namespace orbitmesh {

/// The whole content of a regular file of at most `max_bytes`. Throws InputError, naming the
/// file, for one that is missing, unreadable, a directory or device, or too large.
std::string read_file_bytes(const std::string& path, std::int64_t max_bytes);

}  // namespace orbitmesh
