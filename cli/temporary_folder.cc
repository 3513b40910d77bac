#include "cli/temporary_folder.h"

#include <stdlib.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "core/error.h"

namespace orbitmesh {

TemporaryFolder::TemporaryFolder()
    : path_((std::filesystem::temp_directory_path() / "orbitmesh-XXXXXX").string()) {
  if (mkdtemp(path_.data()) == nullptr) {
    throw RunError("'" + path_ + "' cannot be made: " + std::strerror(errno));
  }
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;  // what cannot be removed stays in the temporary folder
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace orbitmesh
