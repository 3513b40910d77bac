#pragma once

#include <string>

namespace orbitmesh {

/// What a run of the built program did.
struct ProgramResult {
  int exit_code = -1;  ///< 128 + signal when killed by one
  std::string out;
  std::string err;
};

/// Runs `orbitmesh ARGUMENTS` through the shell, so arguments are quoted as there.
/// `before` goes in front of the program: variables ("A=b"), or commands ("ulimit -f 8;").
ProgramResult run_orbitmesh(const std::string& arguments, const std::string& before = "");

/// Path of the built program.
std::string program_path();

/// The checkout's path of a file.
std::string source_path(const std::string& relative);

/// Whole content of a file; empty when it cannot be read.
std::string file_content(const std::string& path);

/// A folder of this test's own under the temporary folder, removed in the end.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace orbitmesh
