#pragma once

#include <string>
#include <vector>

namespace orbitmesh {

/// Runs `program` with `arguments`, waits for its end and returns what it printed to
/// standard output; standard error goes where this process' goes. Throws RunError when it
/// cannot start, ends with another code than 0, is killed by a signal, runs longer than
/// `limit_s` or prints more than 64 MB; it is killed in the last two cases.
std::string output_of_child(const std::string& program, const std::vector<std::string>& arguments,
                            int limit_s);

}  // namespace orbitmesh
