#pragma once

#include <string>

namespace orbitmesh {

/// A new folder under the system's folder for temporary files, removed in the end.
class TemporaryFolder {
 public:
  /// Throws RunError when it cannot be made.
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace orbitmesh
