#include "core/this_program.h"

#include <filesystem>

namespace orbitmesh {

std::string this_program() { return std::filesystem::read_symlink("/proc/self/exe").string(); }

}  // namespace orbitmesh
