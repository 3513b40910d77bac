#pragma once

#include <filesystem>
#include <string_view>

namespace orbitmesh {

/// Replaces the file's content in one step that also survives a power failure: written
/// beside it, flushed to the disk, renamed. Throws RunError saying which file and why.
void write_durably(const std::filesystem::path& file, std::string_view content);

/// Flushes `from` to the disk and renames it to `to` in the same folder. Throws RunError.
void rename_durably(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace orbitmesh
