#include "inference/models/child_command.h"

#include <spawn.h>
#include <sys/wait.h>

#include <cerrno>
#include <cstring>

#include "core/error.h"
#include "core/spawn_settings.h"

extern char** environ;

namespace orbitmesh {

int run_command(const std::vector<std::string>& arguments, const std::string& folder,
                const std::string& log, int limit_s) {
  // coreutils' timeout ends the program, and what it started, in time.
  std::vector<std::string> words = {"timeout", "--kill-after=5", std::to_string(limit_s)};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  SpawnSettings settings;
  settings.send_output_to(log);
  settings.send_errors_to_output();
  settings.run_in(folder);
  pid_t child = 0;
  const int error = posix_spawnp(&child, argv[0], settings.actions(), settings.attributes(),
                                 argv.data(), environ);
  if (error != 0) throw RunError(std::string("cannot start 'timeout': ") + std::strerror(error));
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) throw RunError(std::string("waitpid: ") + std::strerror(errno));
  }
  constexpr int kSignalled = 128;
  return WIFSIGNALED(status) ? kSignalled + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace orbitmesh
