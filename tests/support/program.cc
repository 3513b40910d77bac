#include "tests/support/program.h"

#include <sys/wait.h>

#include <cstdlib>

namespace orbitmesh {
namespace {

int code_of(int status) {
  if (WIFEXITED(status)) return WEXITSTATUS(status);
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : -1;
}

}  // namespace

std::string program_path() { return ORBITMESH_PROGRAM; }

std::string source_path(const std::string& relative) {
  return std::string(ORBITMESH_SOURCE_DIR) + "/" + relative;
}

ProgramResult run_orbitmesh(const std::string& arguments, const std::string& before) {
  const ScratchFolder scratch;
  // A redirection among the arguments comes later, and so goes before these.
  const std::string command = before + " '" ORBITMESH_PROGRAM "' >'" + (scratch / "out") + "' 2>'" +
                              (scratch / "err") + "' </dev/null " + arguments;
  ProgramResult result;
  result.exit_code = code_of(std::system(command.c_str()));
  result.out = file_content(scratch / "out");
  result.err = file_content(scratch / "err");
  return result;
}

}  // namespace orbitmesh
