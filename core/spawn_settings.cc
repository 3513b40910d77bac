#include "core/spawn_settings.h"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>

namespace orbitmesh {

SpawnSettings::SpawnSettings() {
  posix_spawn_file_actions_init(&actions_);
  posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawnattr_init(&attributes_);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes_, &none);
  sigset_t standard;
  sigemptyset(&standard);
  for (const int signal : {SIGINT, SIGTERM, SIGPIPE, SIGXFSZ}) sigaddset(&standard, signal);
  posix_spawnattr_setsigdefault(&attributes_, &standard);
  posix_spawnattr_setpgroup(&attributes_, 0);
  posix_spawnattr_setflags(&attributes_,
                           POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
}

SpawnSettings::~SpawnSettings() {
  posix_spawn_file_actions_destroy(&actions_);
  posix_spawnattr_destroy(&attributes_);
}

void SpawnSettings::send_output_to(const std::string& file) {
  // glibc copies the path.
  posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, file.c_str(),
                                   O_WRONLY | O_CREAT | O_TRUNC, 0644);
}

void SpawnSettings::send_errors_to_output() {
  posix_spawn_file_actions_adddup2(&actions_, STDOUT_FILENO, STDERR_FILENO);
}

void SpawnSettings::run_in(const std::string& folder) {
  posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str());
}

}  // namespace orbitmesh
