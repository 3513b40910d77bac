#pragma once

#include <filesystem>

namespace orbitmesh {

/// A new empty folder, removed with its content in the end.
class TemporaryFolder {
 public:
  /// In the system's folder for temporary files. Throws RunError when it cannot be made.
  TemporaryFolder();
  /// At `pattern`, which ends in "XXXXXX", with other letters in place of these.
  explicit TemporaryFolder(const std::filesystem::path& pattern);
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace orbitmesh
