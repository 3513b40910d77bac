#pragma once

#include <cstdint>
#include <string>

namespace orbitmesh {

/// What a file holds, unpacked if its first bytes are those of .xz or .gz. Throws InputError
/// that names the file as read_file_bytes() and decompress() do; `max_bytes` bounds the file
/// and what it holds.
std::string read_compressed_file(const std::string& file, std::int64_t max_bytes);

/// What the bytes of a .xz or .gz file hold, concatenated streams as one; other bytes are
/// returned as they are. Throws InputError that names `source` for a stream that is damaged,
/// cut short or followed by other bytes, takes more than 128 MiB of memory to unpack, or holds
/// more than `max_bytes`.
std::string decompress(std::string bytes, const std::string& source, std::int64_t max_bytes);

}  // namespace orbitmesh
