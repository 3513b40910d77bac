#pragma once

#include <string>
#include <utility>
#include <vector>

namespace orbitmesh {

/// Name and value of what this program consists of: version, compiler, libraries.
std::vector<std::pair<std::string, std::string>> program_facts();

/// The same as one JSON object.
std::string program_facts_json();

}  // namespace orbitmesh
