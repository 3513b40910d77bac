#pragma once

#include <string>
#include <vector>

namespace orbitmesh {

/// Runs a program of $PATH in `folder`, without input, its output going to `log`, for at most
/// `limit_s` seconds, and returns its exit code: 127 when there is no such program, 124 when it
/// took too long.
int run_command(const std::vector<std::string>& arguments, const std::string& folder,
                const std::string& log, int limit_s);

}  // namespace orbitmesh
