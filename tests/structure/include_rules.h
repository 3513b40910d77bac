#pragma once

#include <string>
#include <vector>

#include "tests/structure/source_tree.h"

namespace orbitmesh {

/// Breaches of the direction of dependencies between folders, one readable line each.
std::vector<std::string> check_folder_dependencies(const std::vector<SourceFile>& files);

/// Headers of third-party libraries included outside the files that may.
std::vector<std::string> check_library_headers(const std::vector<SourceFile>& files);

/// Files outside the ns-3 folders that include an own header which includes ns-3.
std::vector<std::string> check_ns3_leaks(const std::vector<SourceFile>& files);

/// Sources x.cc beside a header x.h whose first include is another: the compiler sees that a
/// header needs nothing before it only where it comes first.
std::vector<std::string> check_own_header_first(const std::vector<SourceFile>& files);

}  // namespace orbitmesh
