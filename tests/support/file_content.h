#pragma once

#include <fstream>
#include <iterator>
#include <string>

namespace orbitmesh {

/// Whole content of a file; empty when it cannot be read.
inline std::string file_content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace orbitmesh
