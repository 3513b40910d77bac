#include "inference/worker_processes.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <thread>

#include "core/error.h"
#include "wire/wall_clock.h"

extern char** environ;

namespace orbitmesh {
namespace {

constexpr Duration kPatience = Duration::from_s(2);
constexpr auto kLookUp = std::chrono::milliseconds(5);

/// What a started worker gets: no input, no standard output, default signals.
class SpawnSettings {
 public:
  SpawnSettings() {
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    sigset_t standard;
    sigemptyset(&standard);
    for (const int signal : {SIGINT, SIGTERM, SIGPIPE, SIGXFSZ}) sigaddset(&standard, signal);
    posix_spawnattr_setsigdefault(&attributes, &standard);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;

  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
};

std::string describe(int status) {
  if (WIFSIGNALED(status)) return std::string("signal: ") + strsignal(WTERMSIG(status));
  return "exit code " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

WorkerProcesses::WorkerProcesses(int count, const std::string& program,
                                 const std::vector<std::string>& arguments) {
  const SpawnSettings settings;
  std::vector<char*> argv = {const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  for (int i = 0; i < count; ++i) {
    pid_t pid = -1;
    const int error = posix_spawn(&pid, program.c_str(), &settings.actions, &settings.attributes,
                                  argv.data(), environ);
    if (error != 0) {
      kill_all();
      throw RunError("worker process '" + program + "' cannot be started: " + std::strerror(error));
    }
    running_.push_back(pid);
  }
}

WorkerProcesses::~WorkerProcesses() {
  for (const int pid : running_) kill(pid, SIGTERM);
  const WallDeadline deadline(kPatience);
  for (update(); !running_.empty() && !deadline.passed(); update()) {
    std::this_thread::sleep_for(kLookUp);
  }
  kill_all();
}

void WorkerProcesses::update() {
  const auto has_ended = [this](int pid) {
    int status = 0;
    const pid_t ended = waitpid(pid, &status, WNOHANG);
    if (ended == pid) last_end_ = describe(status);
    return ended == pid || (ended < 0 && errno == ECHILD);
  };
  running_.erase(std::remove_if(running_.begin(), running_.end(), has_ended), running_.end());
}

void WorkerProcesses::kill_all() {
  for (const int pid : running_) {
    kill(pid, SIGKILL);
    while (waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  running_.clear();
}

}  // namespace orbitmesh
