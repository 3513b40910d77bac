#pragma once

#include <string>

#include "core/temporary_folder.h"
#include "tests/support/file_content.h"

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

/// A folder of this test's own under the temporary folder, removed in the end.
class ScratchFolder {
 public:
  std::string operator/(const std::string& name) const { return (folder_.path() / name).string(); }
  std::string path() const { return folder_.path().string(); }

 private:
  TemporaryFolder folder_;
};

}  // namespace orbitmesh
