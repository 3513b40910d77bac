#include "inference/models/child_command.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "core/error.h"

extern char** environ;

namespace orbitmesh {
namespace {

constexpr mode_t kLogMode = 0644;

/// Where the child's files are.
class ChildFiles {
 public:
  ChildFiles(const std::string& folder, const std::string& log) {
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, kLogMode);
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
  }
  ~ChildFiles() { posix_spawn_file_actions_destroy(&actions); }
  ChildFiles(const ChildFiles&) = delete;
  ChildFiles& operator=(const ChildFiles&) = delete;

  posix_spawn_file_actions_t actions;
};

}  // namespace

int run_command(const std::vector<std::string>& arguments, const std::string& folder,
                const std::string& log, int limit_s) {
  // coreutils' timeout ends the program, and what it started, in time.
  std::vector<std::string> words = {"timeout", "--kill-after=5", std::to_string(limit_s)};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  ChildFiles files(folder, log);
  pid_t child = 0;
  const int error = posix_spawnp(&child, argv[0], &files.actions, nullptr, argv.data(), environ);
  if (error != 0) throw RunError(std::string("cannot start 'timeout': ") + std::strerror(error));
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) throw RunError(std::string("waitpid: ") + std::strerror(errno));
  }
  constexpr int kSignalled = 128;
  return WIFSIGNALED(status) ? kSignalled + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace orbitmesh
