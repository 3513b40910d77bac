#include "bench/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <thread>

#include "core/error.h"

extern char** environ;

namespace orbitmesh {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMaxOutputBytes = 64'000'000;

/// The child and the reading end of its standard output; kills and reaps it when left.
struct Child {
  std::string name;
  pid_t pid = -1;
  int output = -1;

  explicit Child(std::string command) : name(std::move(command)) {}
  ~Child() {
    if (output >= 0) close(output);
    if (pid > 0) {
      kill(pid, SIGKILL);
      wait();
    }
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  int wait() {
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    pid = -1;
    return status;
  }
  /// Kills it first when it lives on, although it has closed its output.
  int wait_until(Clock::time_point deadline) {
    siginfo_t info{};
    while (waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOWAIT | WNOHANG) == 0 &&
           info.si_pid == 0) {
      if (Clock::now() > deadline) kill(pid, SIGKILL);
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return wait();
  }
};

[[noreturn]] void fail(const Child& child, const std::string& what) {
  throw RunError("process '" + child.name + "' " + what);
}

void start(Child& child, const std::string& program, const std::vector<std::string>& arguments) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) fail(child, std::strerror(errno));
  child.output = ends[0];
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  std::vector<char*> argv = {const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const int error =
      posix_spawn(&child.pid, program.c_str(), &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (error != 0) {
    child.pid = -1;
    fail(child, std::string("could not be started: ") + std::strerror(error));
  }
}

std::string read_output(const Child& child, Clock::time_point deadline) {
  std::string text;
  std::array<char, 65536> block{};
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    pollfd ready{child.output, POLLIN, 0};
    const int polled = left.count() > 0 ? poll(&ready, 1, static_cast<int>(left.count())) : 0;
    if (polled < 0 && errno == EINTR) continue;
    if (polled <= 0) fail(child, "took too long and was stopped");
    const ssize_t count = read(child.output, block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(child, std::string("could not be read: ") + std::strerror(errno));
    if (count == 0) return text;
    text.append(block.data(), static_cast<std::size_t>(count));
    if (text.size() > kMaxOutputBytes) fail(child, "printed too much and was stopped");
  }
}

}  // namespace

std::string output_of_child(const std::string& program, const std::vector<std::string>& arguments,
                            int limit_s) {
  std::string command = std::filesystem::path(program).filename().string();
  for (const std::string& argument : arguments) command += " " + argument;
  Child child(command);
  start(child, program, arguments);
  const Clock::time_point deadline = Clock::now() + std::chrono::seconds(limit_s);
  std::string text = read_output(child, deadline);
  const int status = child.wait_until(deadline);
  if (WIFSIGNALED(status)) {
    fail(child, std::string("crashed: ") + strsignal(WTERMSIG(status)));
  }
  if (WEXITSTATUS(status) != 0) {
    fail(child, "ended with exit code " + std::to_string(WEXITSTATUS(status)));
  }
  return text;
}

}  // namespace orbitmesh
