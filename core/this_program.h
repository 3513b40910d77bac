#pragma once

#include <string>

namespace orbitmesh {

/// Path of the running program, to start it once more.
std::string this_program();

}  // namespace orbitmesh
