#pragma once

#include <string>
#include <vector>

#include "tests/structure/source_tree.h"

namespace orbitmesh {

/// Headers without #pragma once, files over 800 lines, and file names that say nothing of
/// what is in them (utils, helpers, misc).
std::vector<std::string> check_file_form(const std::vector<SourceFile>& files);

/// Code whose results depend on libm, the locale, the host's clock or the standard library's
/// random distributions, and compiler options that let results depend on the CPU.
std::vector<std::string> check_reproducibility(const std::vector<SourceFile>& files);

/// Paths of one machine, hosts of package registries, and notes to oneself, in any file.
std::vector<std::string> check_leftovers(const std::vector<SourceFile>& files);

}  // namespace orbitmesh
