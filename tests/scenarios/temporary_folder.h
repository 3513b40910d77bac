#pragma once

#include <filesystem>
#include <string>

namespace orbitmesh {

/// A new empty folder, removed with its content at the end of its scope.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// The file's content; empty when it cannot be read.
std::string content_of(const std::filesystem::path& file);

}  // namespace orbitmesh
