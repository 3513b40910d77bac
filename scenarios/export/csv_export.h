#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace orbitmesh {

/// Writes every table and view of an SQLite database of results as `folder`/NAME.csv (RFC 4180,
/// first line the column names, NULL as an empty field, reals with as many digits as tell
/// them apart). `folder` is made and must not exist or be empty. Returns the names. Throws
/// InputError for a file that is no database or a folder that is in the way, RunError when writing
/// fails.
std::vector<std::string> export_csv(const std::filesystem::path& database,
                                    const std::filesystem::path& folder);

}  // namespace orbitmesh
