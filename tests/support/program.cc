#include "tests/support/program.h"

#include <stdlib.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

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

std::string file_content(const std::string& path) {
  const std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
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

ScratchFolder::ScratchFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "orbitmesh-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make " + pattern);
  path_ = pattern;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace orbitmesh
