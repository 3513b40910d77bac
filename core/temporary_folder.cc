#include "core/temporary_folder.h"

#include <stdlib.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>

#include "core/error.h"

namespace orbitmesh {

namespace {

std::filesystem::path place_for_temporary_files() {
  std::error_code error;
  const std::filesystem::path place = std::filesystem::temp_directory_path(error);
  if (!error) return place;
  throw RunError("no folder for temporary files: TMPDIR names none (" + error.message() + ")");
}

}  // namespace

TemporaryFolder::TemporaryFolder()
    : TemporaryFolder(place_for_temporary_files() / "orbitmesh-XXXXXX") {}

TemporaryFolder::TemporaryFolder(const std::filesystem::path& pattern) {
  std::string name = pattern.string();
  if (mkdtemp(name.data()) == nullptr) {
    throw RunError("'" + name + "' cannot be made: " + std::strerror(errno));
  }
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;  // what cannot be removed stays
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace orbitmesh
