#include "inference/worker_processes.h"

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
#include "core/spawn_settings.h"
#include "wire/wall_clock.h"

extern char** environ;

namespace orbitmesh {
namespace {

constexpr Duration kPatience = Duration::from_s(2);
constexpr auto kLookUp = std::chrono::milliseconds(5);

std::string describe(int status) {
  if (WIFSIGNALED(status)) return std::string("signal: ") + strsignal(WTERMSIG(status));
  return "exit code " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

WorkerProcesses::WorkerProcesses(int count, const std::string& program,
                                 const std::vector<std::string>& arguments) {
  SpawnSettings settings;
  settings.send_output_to("/dev/null");
  std::vector<char*> argv = {const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  for (int i = 0; i < count; ++i) {
    pid_t pid = -1;
    const int error = posix_spawn(&pid, program.c_str(), settings.actions(), settings.attributes(),
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
