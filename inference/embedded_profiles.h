#pragma once

#include <string_view>
#include <vector>

namespace orbitmesh {

/// A file compiled into the program.
struct EmbeddedFile {
  std::string_view name;  ///< path from the project root
  std::string_view text;
};

/// The built-in profiles/*.toml, in the order of their names.
const std::vector<EmbeddedFile>& embedded_profiles();

}  // namespace orbitmesh
